/** What the program says, and what goes on all the same, when it is given what it cannot use. */
@NullMarked
package io.sightline.e2e.badinput;

import org.jspecify.annotations.NullMarked;
