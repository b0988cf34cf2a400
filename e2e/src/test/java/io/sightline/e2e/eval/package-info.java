/** Evaluation of recordings by the command. */
@NullMarked
package io.sightline.e2e.eval;

import org.jspecify.annotations.NullMarked;
