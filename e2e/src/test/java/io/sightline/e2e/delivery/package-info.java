/** Channels side by side. */
@NullMarked
package io.sightline.e2e.delivery;

import org.jspecify.annotations.NullMarked;
