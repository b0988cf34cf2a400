/** Events of ONVIF cameras, pulled from them, and cameras that answer a probe of the network. */
@NullMarked
package io.sightline.ingest.events.onvif;

import org.jspecify.annotations.NullMarked;
