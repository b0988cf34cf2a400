/** Topics as Parquet, by day of capture; only {@code ParquetFiles} knows Parquet. */
@NullMarked
package io.sightline.export;

import org.jspecify.annotations.NullMarked;
