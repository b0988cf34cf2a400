package io.sightline.e2e.pipeline;

import io.sightline.e2e.pipeline.Pump.Carried;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.TransactionalLoop.Output;
import io.sightline.runtime.TransactionalLoop.Step;
import io.sightline.schemas.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** The step of a transactional loop, without the loop. */
final class StepStage<V extends SpecificRecord> implements Pump.Stage {
  private final KafkaSettings kafka;
  private final String input;
  private final Step<V> step;
  private final Deserializer<V> deserializer;
  private final Serializer<SpecificRecord> serializer;
  private final Runnable stop;
  private long offset;

  StepStage(KafkaSettings kafka, Topic<V> input, Step<V> step, Runnable stop) {
    this.kafka = kafka;
    this.input = kafka.topics().name(input);
    this.step = step;
    this.deserializer = AvroSerdes.deserializer(kafka, input);
    this.serializer = AvroSerdes.serializer(kafka);
    this.stop = stop;
  }

  @Override
  public boolean reads(String topic) {
    return topic.equals(input);
  }

  @Override
  public List<Carried> on(Carried record) throws Exception {
    V value = deserializer.deserialize(input, Objects.requireNonNull(record.value()));
    List<Carried> outputs = new ArrayList<>();
    for (Output output :
        step.process(List.of(new ConsumerRecord<>(input, 0, offset++, record.key(), value)))) {
      String topic = kafka.topics().name(output.topic());
      byte[] bytes = serializer.serialize(topic, output.value());
      outputs.add(new Carried(topic, output.key(), bytes, record.published()));
    }
    return outputs;
  }

  @Override
  public List<Carried> pass(Duration time) {
    return List.of();
  }

  @Override
  public void close() {
    stop.run();
  }
}
