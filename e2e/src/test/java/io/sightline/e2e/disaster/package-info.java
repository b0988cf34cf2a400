/** A cluster is lost, and all goes on at the second one. */
@NullMarked
package io.sightline.e2e.disaster;

import org.jspecify.annotations.NullMarked;
