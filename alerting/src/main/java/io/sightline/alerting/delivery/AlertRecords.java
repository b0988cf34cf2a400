package io.sightline.alerting.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.sightline.alerting.delivery.Lane.Item;
import io.sightline.alerting.delivery.Outbox.Letter;
import io.sightline.alerting.delivery.Outbox.Receipt;
import io.sightline.avro.Alert;
import io.sightline.avro.Notification;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.DeadLetters;
import io.sightline.runtime.DeadLetters.Kind;
import io.sightline.runtime.DeadLetters.Origin;
import io.sightline.runtime.Failures;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads alerts, and writes receipts and dead letters. */
final class AlertRecords implements DeliverySession.Records {
  private static final Logger LOG = LoggerFactory.getLogger(AlertRecords.class);
  private static final int MAX_RECORD_BYTES = 1_000_000;

  private final String receiptsTopic;
  private final Deserializer<Alert> deserializer;
  private final Serializer<SpecificRecord> serializer;
  private final DeadLetters deadLetters;

  AlertRecords(String process, KafkaSettings kafka, MeterRegistry metrics) {
    this.receiptsTopic = kafka.topics().name(Topics.NOTIFICATIONS);
    this.deserializer = AvroSerdes.deserializer(kafka, Topics.ALERTS);
    this.serializer = AvroSerdes.serializer(kafka);
    this.deadLetters =
        new DeadLetters(
            kafka.topics().name(Topics.DEAD_LETTERS), process, MAX_RECORD_BYTES, metrics);
  }

  @Override
  public Item read(ConsumerRecord<byte[], byte[]> raw) {
    try {
      Alert alert = deserializer.deserialize(raw.topic(), raw.headers(), raw.value());
      if (alert == null) {
        return new Item(raw, null, new SerializationException("no value"));
      }
      return new Item(raw, alert, null);
    } catch (RuntimeException e) {
      if (Failures.isTransient(e)) {
        throw e;
      }
      return new Item(raw, null, e);
    }
  }

  @Override
  public List<ProducerRecord<byte[], byte[]>> write(Outbox out) {
    List<ProducerRecord<byte[], byte[]>> written = new ArrayList<>();
    out.receipts.forEach(receipt -> written.add(write(receipt)));
    out.letters.forEach(letter -> written.add(write(letter)));
    return written;
  }

  private ProducerRecord<byte[], byte[]> write(Receipt receipt) {
    Notification notification = receipt.notification();
    byte[] key = notification.getAlertId().getBytes(StandardCharsets.UTF_8);
    byte[] value = serializer.serialize(receiptsTopic, notification);
    return new ProducerRecord<>(receiptsTopic, null, key, value, receipt.headers());
  }

  private ProducerRecord<byte[], byte[]> write(Letter letter) {
    ConsumerRecord<byte[], byte[]> raw = letter.item().raw();
    Kind kind = letter.item().alert() == null ? Kind.UNREADABLE : Kind.FAILED;
    LOG.error(
        "{} {}-{}@{} goes to the dead letters: {}",
        kind,
        raw.topic(),
        raw.partition(),
        raw.offset(),
        Failures.describe(letter.cause()));
    Origin origin = new Origin(raw.topic(), raw.partition(), raw.offset(), raw.headers());
    return deadLetters.letter(kind, origin, raw.key(), raw.value(), letter.cause());
  }
}
