/** A real broker and registry in this process, with all topics. */
@NullMarked
package io.sightline.e2e.cluster;

import org.jspecify.annotations.NullMarked;
