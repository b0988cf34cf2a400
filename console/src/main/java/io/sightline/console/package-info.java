/** Sightline console. */
@NullMarked
package io.sightline.console;

import org.jspecify.annotations.NullMarked;
