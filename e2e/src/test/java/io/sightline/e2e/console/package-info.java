/** The console on a real broker and registry. */
@NullMarked
package io.sightline.e2e.console;

import org.jspecify.annotations.NullMarked;
