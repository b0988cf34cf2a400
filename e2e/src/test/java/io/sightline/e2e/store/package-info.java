/** The whole pipeline on another store than files. */
@NullMarked
package io.sightline.e2e.store;

import org.jspecify.annotations.NullMarked;
