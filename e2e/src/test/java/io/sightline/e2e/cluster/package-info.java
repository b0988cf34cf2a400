/** A real broker and registry in this process, with all topics; a cluster of processes on trial. */
@NullMarked
package io.sightline.e2e.cluster;

import org.jspecify.annotations.NullMarked;
