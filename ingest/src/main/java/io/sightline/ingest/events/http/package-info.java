/** Events that are posted over HTTP. */
@NullMarked
package io.sightline.ingest.events.http;

import org.jspecify.annotations.NullMarked;
