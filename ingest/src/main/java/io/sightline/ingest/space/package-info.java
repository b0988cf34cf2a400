/** What is stored while free space is short, and what has to stand back. */
@NullMarked
package io.sightline.ingest.space;

import org.jspecify.annotations.NullMarked;
