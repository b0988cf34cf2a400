/**
 * Kafka serdes for the generated classes in Confluent's wire format: a zero byte, the schema id in
 * four bytes, Avro binary. Configuration has Confluent's names, so that Confluent's own serdes can
 * take their place.
 */
@NullMarked
package io.sightline.schemas.serde;

import org.jspecify.annotations.NullMarked;
