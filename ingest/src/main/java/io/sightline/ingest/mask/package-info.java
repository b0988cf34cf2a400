/** What nobody is to see: polygons on a frame, and which pixels of a picture they cover; pure. */
@NullMarked
package io.sightline.ingest.mask;

import org.jspecify.annotations.NullMarked;
