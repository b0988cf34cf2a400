/**
 * What changed in a picture, and when that makes an activity. Pure: pictures and their capture
 * times in, verdicts and decisions out; no clock, no thread, no I/O.
 */
@NullMarked
package io.sightline.ingest.motion;

import org.jspecify.annotations.NullMarked;
