/**
 * What the rules of a camera say about an object or a sound: zones, lines, hours, sizes, modes.
 * Knows no Kafka, no clock and no I/O. A {@link io.sightline.alerting.core.rules.Rulebook} is made
 * once for each version of a camera; a {@link io.sightline.alerting.core.rules.Presence} goes along
 * with each track.
 */
@NullMarked
package io.sightline.alerting.core.rules;

import org.jspecify.annotations.NullMarked;
