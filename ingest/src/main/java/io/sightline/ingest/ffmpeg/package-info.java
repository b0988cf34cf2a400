/**
 * Cameras and recordings through FFmpeg: the only place that knows it. Native memory never leaves
 * this package.
 */
@NullMarked
package io.sightline.ingest.ffmpeg;

import org.jspecify.annotations.NullMarked;
