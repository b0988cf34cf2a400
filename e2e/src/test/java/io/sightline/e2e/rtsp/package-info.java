/** Cameras over RTSP: a server nobody here wrote, killed, frozen and cut off. */
@NullMarked
package io.sightline.e2e.rtsp;

import org.jspecify.annotations.NullMarked;
