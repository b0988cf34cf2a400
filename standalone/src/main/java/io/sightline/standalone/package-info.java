/** Sightline standalone. */
@NullMarked
package io.sightline.standalone;

import org.jspecify.annotations.NullMarked;
