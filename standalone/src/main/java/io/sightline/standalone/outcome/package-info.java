/**
 * What the pipeline said, read from its topics: for {@code watch}, {@code demo} and {@code
 * standalone}.
 */
@NullMarked
package io.sightline.standalone.outcome;

import org.jspecify.annotations.NullMarked;
