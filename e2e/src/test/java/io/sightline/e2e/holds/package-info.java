/** Holds on a real broker. */
@NullMarked
package io.sightline.e2e.holds;

import org.jspecify.annotations.NullMarked;
