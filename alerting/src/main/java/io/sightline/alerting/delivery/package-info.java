/**
 * Tells alerts to channels, outside the stream threads: one consumer group for each channel, so
 * that a broken one delays no other. The only place of this module that reads the wall clock.
 */
@NullMarked
package io.sightline.alerting.delivery;

import org.jspecify.annotations.NullMarked;
