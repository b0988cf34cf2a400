package io.sightline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.avro.Activity;
import io.sightline.runtime.Health.State;
import io.sightline.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsServiceTest {
  @TempDir private Path stateDir;
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  /** Copies ids of activities, and fails on those named bad and away. */
  private static Topology topology(Serde<Activity> activities) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(
            Inputs.TOPIC, Consumed.with(Serdes.String(), activities).withName("activity-source"))
        .mapValues(StreamsServiceTest::id, Named.as("id"))
        .to("test.out", Produced.with(Serdes.String(), Serdes.String()).withName("out-sink"));
    return builder.build();
  }

  private static String id(Activity activity) {
    return switch (activity.getActivityId()) {
      case "bad" -> throw new IllegalStateException("cannot bear it");
      case "away" -> throw new TimeoutException("store away");
      default -> activity.getActivityId();
    };
  }

  private static Serde<Activity> activities() {
    return AvroSerdes.serde(Inputs.KAFKA, Topics.ACTIVITY);
  }

  private TopologyTestDriver driver(Serde<Activity> activities) {
    return driver(topology(activities));
  }

  private TopologyTestDriver driver(Topology topology) {
    Properties properties = StreamsProperties.of("tester", Inputs.KAFKA, stateDir, metrics);
    properties.put("bootstrap.servers", "none:9092");
    // With transactions this driver forgets what is sent while a record is read.
    properties.put("processing.guarantee", "at_least_once");
    return new TopologyTestDriver(topology, properties);
  }

  private static void pipe(TopologyTestDriver driver, byte[] value) {
    driver
        .createInputTopic(Inputs.TOPIC, new StringSerializer(), new ByteArraySerializer())
        .pipeInput("front", value);
  }

  private static List<String> out(TopologyTestDriver driver) {
    return driver
        .createOutputTopic("test.out", new StringDeserializer(), new StringDeserializer())
        .readValuesToList();
  }

  private static List<TestRecord<String, String>> dead(TopologyTestDriver driver) {
    return driver
        .createOutputTopic("test.dead-letters", new StringDeserializer(), new StringDeserializer())
        .readRecordsToList();
  }

  private static String header(TestRecord<?, ?> record, String name) {
    return new String(
        record.headers().lastHeader(DeadLetters.PREFIX + name).value(), StandardCharsets.UTF_8);
  }

  private static byte[] activity(String id) {
    return Inputs.activity(0, 0, id).value();
  }

  @Test
  void unreadableRecord_isADeadLetterAndTheStreamGoesOn() {
    try (TopologyTestDriver driver = driver(activities())) {
      pipe(driver, activity("a1"));
      pipe(driver, Inputs.GARBAGE);
      pipe(driver, activity("a2"));
      assertThat(out(driver)).containsExactly("a1", "a2");
      assertThat(dead(driver))
          .singleElement()
          .satisfies(letter -> assertThat(header(letter, "offset")).isEqualTo("1"))
          .satisfies(letter -> assertThat(header(letter, "kind")).isEqualTo("UNREADABLE"))
          .satisfies(letter -> assertThat(header(letter, "process")).isEqualTo("tester"));
      assertThat(metrics.get("sightline.dead.letters").counter().count()).isEqualTo(1);
    }
  }

  @Test
  void recordThatFails_isADeadLetterWithItsBytes() {
    try (TopologyTestDriver driver = driver(activities())) {
      pipe(driver, activity("bad"));
      pipe(driver, activity("a2"));
      assertThat(out(driver)).containsExactly("a2");
      TestRecord<String, String> letter = dead(driver).get(0);
      assertThat(header(letter, "message")).contains("cannot bear it");
      assertThat(letter.value()).isEqualTo(new String(activity("bad"), StandardCharsets.UTF_8));
    }
  }

  @Test
  void peerAwayWhileProcessing_isNoDeadLetter() {
    TopologyTestDriver driver = driver(activities());
    assertThatThrownBy(() -> pipe(driver, activity("away"))).hasStackTraceContaining("store away");
    assertThat(dead(driver)).isEmpty();
  }

  @Test
  void registryAway_isNoDeadLetter() {
    Deserializer<Activity> away =
        (topic, bytes) -> {
          throw new TimeoutException("registry away");
        };
    TopologyTestDriver driver = driver(Serdes.serdeFrom(activities().serializer(), away));
    assertThatThrownBy(() -> pipe(driver, activity("a1")))
        .satisfies(failure -> assertThat(Failures.isTransient(failure)).isTrue());
    assertThat(dead(driver)).isEmpty();
  }

  @Test
  void properties_areKnownToStreams() {
    Properties properties = StreamsProperties.of("tester", Inputs.KAFKA, stateDir, metrics);
    properties.put("bootstrap.servers", "none:9092");
    StreamsConfig config = new StreamsConfig(properties);
    assertThat(config.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG))
        .isEqualTo(StreamsConfig.EXACTLY_ONCE_V2);
    assertThat(config.getMainConsumerConfigs("group", "client", 0))
        .containsEntry("session.timeout.ms", "8000")
        .containsEntry("group.instance.id", "test.tester-one-0");
    assertThat(config.getProducerConfigs("client"))
        .containsEntry("transaction.timeout.ms", "10000");
  }

  @Test
  void health_followsTheState() {
    StreamsHealth health = new StreamsHealth();
    assertThat(health.now().state()).isEqualTo(State.STARTING);
    health.moved(KafkaStreams.State.REBALANCING);
    assertThat(health.now().state()).isEqualTo(State.STARTING);
    health.moved(KafkaStreams.State.RUNNING);
    assertThat(health.now().state()).isEqualTo(State.UP);
    health.troubled("registry away");
    assertThat(health.now()).isEqualTo(Health.degraded("registry away"));
    health.moved(KafkaStreams.State.REBALANCING);
    assertThat(health.now()).isEqualTo(Health.degraded("registry away"));
    health.moved(KafkaStreams.State.RUNNING);
    assertThat(health.now().state()).isEqualTo(State.UP);
    health.failed("a bug");
    health.moved(KafkaStreams.State.NOT_RUNNING);
    assertThat(health.now()).isEqualTo(Health.down("a bug"));
  }

  @Test
  void describe_isTheTopology() {
    StreamsService service =
        new StreamsService("tester", topology(activities()), Inputs.KAFKA, stateDir, metrics);
    assertThat(service.describe()).contains("activity-source", "id", "out-sink");
    assertThat(service.health().state()).isEqualTo(State.STARTING);
    service.close();
  }
}
