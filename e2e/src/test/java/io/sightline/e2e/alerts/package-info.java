/** Decisions and alerts through kills, replays and records that make no sense. */
@NullMarked
package io.sightline.e2e.alerts;

import org.jspecify.annotations.NullMarked;
