/** Many idle cameras in one ingest process. */
@NullMarked
package io.sightline.e2e.manycameras;

import org.jspecify.annotations.NullMarked;
