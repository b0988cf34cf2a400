/**
 * A schema registry in this process: the part of Confluent's REST API that clients use, over
 * schemas that are kept in a compacted topic in Confluent's record format.
 */
@NullMarked
package io.sightline.standalone.registry;

import org.jspecify.annotations.NullMarked;
