/** What was exported, as programs of data teams read it. */
@NullMarked
package io.sightline.e2e.lake;

import org.jspecify.annotations.NullMarked;
