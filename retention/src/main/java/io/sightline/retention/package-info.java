/** Sightline retention. */
@NullMarked
package io.sightline.retention;

import org.jspecify.annotations.NullMarked;
