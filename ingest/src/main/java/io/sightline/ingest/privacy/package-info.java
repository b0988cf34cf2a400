/** What the mode of a site allows: whether its cameras may be open. */
@NullMarked
package io.sightline.ingest.privacy;

import org.jspecify.annotations.NullMarked;
