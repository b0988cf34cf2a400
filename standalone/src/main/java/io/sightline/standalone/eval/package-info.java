/** How well something is found, on labelled material. */
@NullMarked
package io.sightline.standalone.eval;

import org.jspecify.annotations.NullMarked;
