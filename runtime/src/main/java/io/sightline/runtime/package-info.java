/**
 * What every process needs: configuration, start and stop, health and metrics, dead letters. Knows
 * nothing of video.
 */
@NullMarked
package io.sightline.runtime;

import org.jspecify.annotations.NullMarked;
