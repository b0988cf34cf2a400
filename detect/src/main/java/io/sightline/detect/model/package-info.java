/** From model output to objects in a frame: pure functions, no native code, no I/O. */
@NullMarked
package io.sightline.detect.model;

import org.jspecify.annotations.NullMarked;
