/**
 * Facts on their way to the broker: a file for each owned partition that survives a kill, and a
 * publisher that moves its facts to topics exactly once.
 */
@NullMarked
package io.sightline.ingest.spool;

import org.jspecify.annotations.NullMarked;
