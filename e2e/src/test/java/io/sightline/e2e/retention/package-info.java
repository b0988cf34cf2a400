/** Retention as a process that dies, and what verify finds afterwards. */
@NullMarked
package io.sightline.e2e.retention;

import org.jspecify.annotations.NullMarked;
