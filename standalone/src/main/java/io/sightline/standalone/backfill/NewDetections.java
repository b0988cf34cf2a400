package io.sightline.standalone.backfill;

import io.sightline.avro.Detections;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Headers;
import io.sightline.schemas.Topics;
import io.sightline.standalone.replay.Entry;
import io.sightline.standalone.replay.Transform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;

/** Frames and marks to detections, each of them where and when its frame was; the rest as given. */
final class NewDetections implements Transform {
  private final Examination examination;
  private final Transform others;
  private final Serializer<SpecificRecord> serializer;
  private final String topic;
  private final String name;

  /**
   * @param to with the topics that are written
   * @param name of the backfill, for the header
   * @param others makes what is written for what is no frame
   */
  NewDetections(Examination examination, KafkaSettings to, String name, Transform others) {
    this.examination = examination;
    this.others = others;
    this.serializer = AvroSerdes.serializer(to);
    this.topic = to.topics().name(Topics.DETECTIONS);
    this.name = name;
  }

  Examination examination() {
    return examination;
  }

  @Override
  public List<ProducerRecord<byte[], byte[]>> apply(List<Entry> entries)
      throws IOException, InterruptedException {
    List<Entry> frames = entries.stream().filter(e -> e.topic().equals(Topics.FRAMES)).toList();
    List<Entry> rest = entries.stream().filter(e -> !e.topic().equals(Topics.FRAMES)).toList();
    List<ProducerRecord<byte[], byte[]>> written = new ArrayList<>(others.apply(rest));
    List<Detections> found = examination.of(frames);
    for (int i = 0; i < frames.size(); i++) {
      written.add(record(frames.get(i).raw(), found.get(i)));
    }
    return written;
  }

  private ProducerRecord<byte[], byte[]> record(
      ConsumerRecord<byte[], byte[]> raw, SpecificRecord value) {
    return new ProducerRecord<>(
        topic,
        raw.partition(),
        raw.timestamp(),
        raw.key(),
        serializer.serialize(topic, value),
        Headers.with(new RecordHeaders(), Headers.REPLAY, name));
  }
}
