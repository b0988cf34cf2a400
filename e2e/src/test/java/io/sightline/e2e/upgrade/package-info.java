/** What must stay from release to release, so that processes of both share one group. */
@NullMarked
package io.sightline.e2e.upgrade;

import org.jspecify.annotations.NullMarked;
