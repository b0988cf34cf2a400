/** From packets as they came to committed clips: what came just before, and pieces of a bound. */
@NullMarked
package io.sightline.ingest.clip;

import org.jspecify.annotations.NullMarked;
