/** Clips and policies to expiries: gives each clip its deadline, and sees that it goes in time. */
@NullMarked
package io.sightline.retention;

import org.jspecify.annotations.NullMarked;
