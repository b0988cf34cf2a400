/** Waits at the start of a process until the cluster is fit for it, and says what is not. */
@NullMarked
package io.sightline.standalone.gate;

import org.jspecify.annotations.NullMarked;
