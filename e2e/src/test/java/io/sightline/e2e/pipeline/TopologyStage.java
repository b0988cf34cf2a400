package io.sightline.e2e.pipeline;

import io.sightline.e2e.pipeline.Pump.Carried;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** A topology under a test driver. */
final class TopologyStage implements Pump.Stage {
  private final KafkaSettings names;
  private final TopologyTestDriver driver;
  private final Map<String, TestInputTopic<String, byte[]>> inputs = new LinkedHashMap<>();
  private final Map<String, TestOutputTopic<String, byte[]>> outputs = new LinkedHashMap<>();

  /**
   * @param name of the application
   * @param start wall-clock time at which it begins
   */
  TopologyStage(KafkaSettings kafka, String name, Topology topology, Path stateDir, Instant start) {
    Properties properties = kafka.streams(name);
    properties.put("state.dir", stateDir.toString());
    properties.put("bootstrap.servers", "unused:1");
    this.driver = new TopologyTestDriver(topology, properties, start);
    this.names = kafka;
  }

  TopologyStage reading(Topic<?>... topics) {
    for (Topic<?> topic : topics) {
      String name = names.topics().name(topic);
      inputs.put(
          name, driver.createInputTopic(name, new StringSerializer(), new ByteArraySerializer()));
    }
    return this;
  }

  TopologyStage writing(Topic<?>... topics) {
    for (Topic<?> topic : topics) {
      String name = names.topics().name(topic);
      outputs.put(
          name,
          driver.createOutputTopic(name, new StringDeserializer(), new ByteArrayDeserializer()));
    }
    return this;
  }

  @Override
  public boolean reads(String topic) {
    return inputs.containsKey(topic);
  }

  @Override
  public List<Carried> on(Carried record) {
    inputs
        .get(record.topic())
        .pipeInput(new TestRecord<>(record.key(), record.value(), record.published()));
    return written();
  }

  @Override
  public List<Carried> pass(Duration time) {
    driver.advanceWallClockTime(time);
    return written();
  }

  private List<Carried> written() {
    return outputs.entrySet().stream()
        .flatMap(
            output ->
                output.getValue().readRecordsToList().stream()
                    .map(r -> new Carried(output.getKey(), r.key(), r.value(), r.getRecordTime())))
        .toList();
  }

  @Override
  public void close() {
    driver.close();
  }
}
