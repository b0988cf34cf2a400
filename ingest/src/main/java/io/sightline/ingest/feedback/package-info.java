/** What people said about the cameras, on its way from {@code feedback} into marks. */
@NullMarked
package io.sightline.ingest.feedback;

import org.jspecify.annotations.NullMarked;
