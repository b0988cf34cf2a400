/**
 * Detections to incidents, decisions, alerts and deliveries. {@link
 * io.sightline.alerting.AlertingServices} makes the services of the process.
 */
@NullMarked
package io.sightline.alerting;

import org.jspecify.annotations.NullMarked;
