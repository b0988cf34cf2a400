/** {@code sightline soak}: long trials of the real processes, and what they must show. */
@NullMarked
package io.sightline.standalone.soak;

import org.jspecify.annotations.NullMarked;
