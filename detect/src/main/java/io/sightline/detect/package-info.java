/**
 * Frames to detections: exactly one record on {@code detections} for each on {@code frames}, in the
 * same order.
 */
@NullMarked
package io.sightline.detect;

import org.jspecify.annotations.NullMarked;
