/** The pipeline as containers; needs a container engine, and images made before. */
@NullMarked
package io.sightline.e2e.containers;

import org.jspecify.annotations.NullMarked;
