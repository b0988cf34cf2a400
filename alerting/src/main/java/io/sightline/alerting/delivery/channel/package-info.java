/** The ways to tell people and programs, one class each. */
@NullMarked
package io.sightline.alerting.delivery.channel;

import org.jspecify.annotations.NullMarked;
