package io.sightline.standalone.replay;

import io.sightline.schemas.Headers;
import io.sightline.schemas.Headers.Place;
import io.sightline.schemas.Topics;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The same records under another prefix: same partition, key, bytes and publish time.
 *
 * @param name of the replay, for the header
 */
public record Copies(Topics to, String name) implements Transform {
  @Override
  public List<ProducerRecord<byte[], byte[]>> apply(List<Entry> entries) {
    return entries.stream().map(entry -> copy(entry, entry.raw().value())).toList();
  }

  /** The copy of a record, with another value. */
  public ProducerRecord<byte[], byte[]> copy(Entry entry, byte @Nullable [] value) {
    ConsumerRecord<byte[], byte[]> raw = entry.raw();
    var headers = Headers.with(raw.headers(), Headers.REPLAY, name);
    if (raw.headers().lastHeader(Headers.ORIGIN) == null) {
      Place place = new Place(raw.topic(), raw.partition(), raw.offset());
      headers = Headers.with(headers, Headers.ORIGIN, place.toString());
    }
    return new ProducerRecord<>(
        to.name(entry.topic()), raw.partition(), raw.timestamp(), raw.key(), value, headers);
  }
}
