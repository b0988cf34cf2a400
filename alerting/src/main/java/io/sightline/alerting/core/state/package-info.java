/**
 * Values of records as compact bytes that later builds can read, whatever fields come and go. Knows
 * nothing of cameras.
 */
@NullMarked
package io.sightline.alerting.core.state;

import org.jspecify.annotations.NullMarked;
