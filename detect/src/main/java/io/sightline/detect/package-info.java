/** Sightline detect. */
@NullMarked
package io.sightline.detect;

import org.jspecify.annotations.NullMarked;
