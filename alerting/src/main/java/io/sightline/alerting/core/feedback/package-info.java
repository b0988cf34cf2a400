/**
 * What people said about a camera, and what follows from it. Pure: no I/O, clock or thread. It
 * never silences persons as such: see {@link io.sightline.alerting.core.feedback.Caution}.
 */
@NullMarked
package io.sightline.alerting.core.feedback;

import org.jspecify.annotations.NullMarked;
