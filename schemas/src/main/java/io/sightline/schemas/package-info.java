/**
 * The contract between processes: topics, ids and, in the packages below, serdes and the schema
 * registry.
 */
@NullMarked
package io.sightline.schemas;

import org.jspecify.annotations.NullMarked;
