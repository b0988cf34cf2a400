/** The whole pipeline without a network: every processor, chained by a small pump. */
@NullMarked
package io.sightline.e2e.pipeline;

import org.jspecify.annotations.NullMarked;
