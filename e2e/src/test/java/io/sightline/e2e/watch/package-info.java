/** {@code sightline watch} as a process of its own, over real and rendered footage. */
@NullMarked
package io.sightline.e2e.watch;

import org.jspecify.annotations.NullMarked;
