/** One camera: from its pictures and packets to facts, frames and clips. */
@NullMarked
package io.sightline.ingest.camera;

import org.jspecify.annotations.NullMarked;
