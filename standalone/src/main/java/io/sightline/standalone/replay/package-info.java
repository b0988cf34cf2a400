/** What {@code sightline replay} does: a span of topics, once more, elsewhere. */
@NullMarked
package io.sightline.standalone.replay;

import org.jspecify.annotations.NullMarked;
