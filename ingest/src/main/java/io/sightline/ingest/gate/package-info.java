/**
 * The gate in front of the decoder: says from the sizes of packets, and from a key picture now and
 * then, whether a camera's pictures need to be decoded. Knows no FFmpeg and no clock; the same
 * packets give the same answers.
 */
@NullMarked
package io.sightline.ingest.gate;

import org.jspecify.annotations.NullMarked;
