/** Cameras to facts: shares the cameras of a site out among processes and runs those it owns. */
@NullMarked
package io.sightline.ingest;

import org.jspecify.annotations.NullMarked;
