/** What is on record of an activity, told by the command. */
@NullMarked
package io.sightline.e2e.explain;

import org.jspecify.annotations.NullMarked;
