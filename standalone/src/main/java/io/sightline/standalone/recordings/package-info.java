/** Finds recordings by camera and time, and saves them. */
@NullMarked
package io.sightline.standalone.recordings;

import org.jspecify.annotations.NullMarked;
