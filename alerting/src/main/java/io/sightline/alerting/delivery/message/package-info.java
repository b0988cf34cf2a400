/** What is told: an alert in words, with a link to its picture, and what a receiver answers. */
@NullMarked
package io.sightline.alerting.delivery.message;

import org.jspecify.annotations.NullMarked;
