/** Real file systems that are small, for what happens when they are full. */
@NullMarked
package io.sightline.e2e.disk;

import org.jspecify.annotations.NullMarked;
