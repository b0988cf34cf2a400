/** Sightline alerting. */
@NullMarked
package io.sightline.alerting;

import org.jspecify.annotations.NullMarked;
