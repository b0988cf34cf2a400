/** Events and reviews of a Frigate installation, over MQTT. */
@NullMarked
package io.sightline.ingest.events.frigate;

import org.jspecify.annotations.NullMarked;
