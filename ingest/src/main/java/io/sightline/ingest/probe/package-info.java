/** Tries a camera: what it sends, without recording or publishing anything. */
@NullMarked
package io.sightline.ingest.probe;

import org.jspecify.annotations.NullMarked;
