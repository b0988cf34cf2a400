/** Round-the-clock video: what was recorded of a camera in a span of time. */
@NullMarked
package io.sightline.console.recordings;

import org.jspecify.annotations.NullMarked;
