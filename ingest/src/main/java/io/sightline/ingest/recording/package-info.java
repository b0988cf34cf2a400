/**
 * Round-the-clock video: packets as they came, in pieces, and a record of each piece and of each
 * gap. Knows neither pictures nor motion.
 */
@NullMarked
package io.sightline.ingest.recording;

import org.jspecify.annotations.NullMarked;
