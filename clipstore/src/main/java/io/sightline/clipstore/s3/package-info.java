/** The only place that knows S3. */
@NullMarked
package io.sightline.clipstore.s3;

import org.jspecify.annotations.NullMarked;
