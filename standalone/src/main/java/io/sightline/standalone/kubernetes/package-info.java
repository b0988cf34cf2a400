/** Manifests for Kubernetes, made from the same tables that the processes run by. */
@NullMarked
package io.sightline.standalone.kubernetes;

import org.jspecify.annotations.NullMarked;
