/** Tests that need more than one module. */
@NullMarked
package io.sightline.e2e;

import org.jspecify.annotations.NullMarked;
