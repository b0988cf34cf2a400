/** Real processes, killed. */
@NullMarked
package io.sightline.e2e.kills;

import org.jspecify.annotations.NullMarked;
