package io.sightline.retention;

import io.sightline.avro.Decision;
import io.sightline.avro.Deletion;
import java.time.Instant;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Turns each decision into its orders. */
final class FrameOrdering extends ContextualProcessor<String, Decision, String, Deletion> {
  private final String build;

  FrameOrdering(String build) {
    this.build = build;
  }

  @Override
  public void process(Record<String, Decision> record) {
    if (record.value() == null) {
      throw new IllegalArgumentException("decision without a value");
    }
    Instant published = Instant.ofEpochMilli(record.timestamp());
    for (KeyValue<String, Deletion> order : FrameOrders.of(record.value(), published, build)) {
      context().forward(new Record<>(order.key, order.value, record.timestamp()));
    }
  }
}
