/** What the topics say, in memory and bounded. No Kafka, no HTTP, no clock. */
@NullMarked
package io.sightline.console.view;

import org.jspecify.annotations.NullMarked;
