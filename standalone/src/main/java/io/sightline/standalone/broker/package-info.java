/** Kafka in this process: one node that is broker and controller. */
@NullMarked
package io.sightline.standalone.broker;

import org.jspecify.annotations.NullMarked;
