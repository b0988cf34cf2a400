/** What ingest costs, beside other programs on the same streams in the same run. */
@NullMarked
package io.sightline.standalone.bench;

import org.jspecify.annotations.NullMarked;
