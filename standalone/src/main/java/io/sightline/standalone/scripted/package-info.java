/** Cameras without pictures, for benches and trials: they publish what ingest would. */
@NullMarked
package io.sightline.standalone.scripted;

import org.jspecify.annotations.NullMarked;
