/**
 * From what was found in frames to incidents, decisions and alerts: a function of one camera's log.
 * Knows no Kafka, no clock and no I/O. {@link io.sightline.alerting.core.CameraFold} is the way in.
 */
@NullMarked
package io.sightline.alerting.core;

import org.jspecify.annotations.NullMarked;
