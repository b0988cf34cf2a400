/** The only package that knows OpenCV. Native memory stays inside and is closed. */
@NullMarked
package io.sightline.detect.image;

import org.jspecify.annotations.NullMarked;
