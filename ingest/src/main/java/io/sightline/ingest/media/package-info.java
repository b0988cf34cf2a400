/** What a camera delivers, in plain Java: the edge between ingest and whatever opens cameras. */
@NullMarked
package io.sightline.ingest.media;

import org.jspecify.annotations.NullMarked;
