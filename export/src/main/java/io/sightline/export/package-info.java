/** Topics as Parquet, by day of capture, and as Iceberg tables of the same files. */
@NullMarked
package io.sightline.export;

import org.jspecify.annotations.NullMarked;
