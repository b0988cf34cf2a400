/** {@code sightline watch}: the pipeline over a recording, and its report. */
@NullMarked
package io.sightline.standalone.watch;

import org.jspecify.annotations.NullMarked;
