/** The layout of media and its invariants; knows no Kafka. */
@NullMarked
package io.sightline.clipstore;

import org.jspecify.annotations.NullMarked;
