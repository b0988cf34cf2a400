/** What others say about a camera: told by HTTP, Frigate or ONVIF, taken into its activities. */
@NullMarked
package io.sightline.ingest.events;

import org.jspecify.annotations.NullMarked;
