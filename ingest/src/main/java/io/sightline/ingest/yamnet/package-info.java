/** The sound model YAMNet; the only package that knows TensorFlow Lite. */
@NullMarked
package io.sightline.ingest.yamnet;

import org.jspecify.annotations.NullMarked;
