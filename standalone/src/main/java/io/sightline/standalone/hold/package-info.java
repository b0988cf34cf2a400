/** Holds, as people place and see them. */
@NullMarked
package io.sightline.standalone.hold;

import org.jspecify.annotations.NullMarked;
