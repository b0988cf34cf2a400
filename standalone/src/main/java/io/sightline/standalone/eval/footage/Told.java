package io.sightline.standalone.eval.footage;

import org.jspecify.annotations.Nullable;

/**
 * An alert, as far as it counts.
 *
 * @param raised seconds into the recording
 * @param snapshot key of the picture that shows it best
 */
record Told(
    String id, String subject, String label, Span span, double raised, @Nullable String snapshot) {}
