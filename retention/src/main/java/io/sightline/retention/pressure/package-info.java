/** When the store will be full, and what goes early when it is. Pure: reads nothing itself. */
@NullMarked
package io.sightline.retention.pressure;

import org.jspecify.annotations.NullMarked;
