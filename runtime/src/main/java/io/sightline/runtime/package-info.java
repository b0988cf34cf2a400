/** Sightline runtime. */
@NullMarked
package io.sightline.runtime;

import org.jspecify.annotations.NullMarked;
