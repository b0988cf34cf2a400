package io.sightline.console;

import static io.sightline.console.Samples.NOON;
import static io.sightline.console.Samples.alert;
import static io.sightline.console.Samples.camera;
import static io.sightline.console.Samples.clip;
import static io.sightline.console.Samples.decision;
import static io.sightline.console.Samples.health;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.avro.Alert;
import io.sightline.console.view.Change;
import io.sightline.console.view.Views;
import io.sightline.runtime.Health;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.schemas.serde.AvroSerializer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.DisconnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** With Kafka's own stand-in for a consumer; the real broker is met in the end-to-end tests. */
class MaterialiserTest {
  private static final Topics NAMES = new Topics("sightline");
  private final Views views = ConsoleServices.views(ConsoleConfig.DEFAULTS);
  private final LatestProgress progress = new LatestProgress();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final List<Change> told = new CopyOnWriteArrayList<>();
  private final AtomicInteger caughtUp = new AtomicInteger();
  private final AtomicInteger attempts = new AtomicInteger();
  private final Map<String, Long> offsets = new ConcurrentHashMap<>();
  private final AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>();
  private volatile MockConsumer<byte[], byte[]> consumer;
  private Materialiser materialiser;
  private volatile long awayFor;

  @BeforeEach
  void start(TestInfo test) {
    Map<String, ?> serde = Map.of("schema.registry.url", "mock://" + test.getDisplayName());
    serializer.configure(serde, false);
    consumer = newConsumer();
    materialiser = materialiser(serde);
  }

  private Materialiser materialiser(Map<String, ?> serde) {
    return new Materialiser(
        this::nextConsumer,
        RecordReader.topics(NAMES),
        new RecordReader(NAMES, views, serde),
        metrics,
        progress,
        told::add,
        caughtUp::incrementAndGet);
  }

  @AfterEach
  void stop() {
    materialiser.close();
  }

  private MockConsumer<byte[], byte[]> nextConsumer() {
    if (attempts.incrementAndGet() > 1) {
      consumer = newConsumer();
    }
    if (attempts.get() <= awayFor) {
      throw new DisconnectException("the broker is away");
    }
    return consumer;
  }

  private static MockConsumer<byte[], byte[]> newConsumer() {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    for (String topic : RecordReader.topics(NAMES)) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.updatePartitions(topic, List.of(new PartitionInfo(topic, 0, null, null, null)));
      consumer.updateBeginningOffsets(Map.of(partition, 0L));
      consumer.updateEndOffsets(Map.of(partition, 0L));
    }
    return consumer;
  }

  private void write(Topic<?> topic, String key, SpecificRecord value) {
    bytes(topic, key, value == null ? null : serializer.serialize(NAMES.name(topic), value));
  }

  private void bytes(Topic<?> topic, String key, byte[] value) {
    String name = NAMES.name(topic);
    long offset = offsets.merge(name, 1L, Long::sum) - 1;
    byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
    consumer.addRecord(new ConsumerRecord<>(name, 0, offset, keyBytes, value));
  }

  private void startAndCatchUp() {
    materialiser.start();
    await().until(() -> progress.now().caughtUp());
  }

  @Test
  void recordsOfAllTopics_reachTheViews() {
    startAndCatchUp();
    write(Topics.CAMERAS, "room", camera("room", "Living room").build());
    write(Topics.HEALTH, "room", health("room").build());
    write(Topics.CLIPS, "c", clip("room", NOON).build());
    write(Topics.DECISIONS, "room", decision("room", NOON).build());
    write(Topics.ALERTS, "room", alert("room", NOON).build());
    await().untilAsserted(() -> assertThat(told).hasSize(5));
    assertThat(views.alerts().size()).isEqualTo(1);
    assertThat(views.decisions().size()).isEqualTo(1);
    assertThat(views.cameras().name("room")).isEqualTo("Living room");
    assertThat(caughtUp).hasValue(1);
    assertThat(materialiser.health().state()).isEqualTo(Health.State.UP);
  }

  @Test
  void tombstoneOnClips_removes() {
    startAndCatchUp();
    String id = clip("room", NOON).build().getClipId();
    write(Topics.CLIPS, id, clip("room", NOON).build());
    write(Topics.CLIPS, id, null);
    await().untilAsserted(() -> assertThat(told).hasSize(2));
    assertThat(views.clips().size()).isZero();
  }

  @Test
  void unreadableRecord_isCountedReportedAndSkipped() {
    startAndCatchUp();
    bytes(Topics.ALERTS, "room", new byte[] {1, 2, 3});
    bytes(Topics.DECISIONS, "room", "not Avro at all".getBytes(StandardCharsets.UTF_8));
    write(Topics.ALERTS, "room", null);
    write(Topics.ALERTS, "room", alert("room", NOON).build());
    await().untilAsserted(() -> assertThat(views.alerts().size()).isEqualTo(1));
    assertThat(progress.now().unreadable()).isEqualTo(3);
    assertThat(metrics.counter("sightline.console.unreadable").count()).isEqualTo(3);
    assertThat(materialiser.health().state()).isEqualTo(Health.State.DEGRADED);
    assertThat(materialiser.health().detail())
        .startsWith("3 unreadable records skipped, the last: sightline.");
  }

  @Test
  void brokerAway_triesAgain() {
    awayFor = 1;
    materialiser.start();
    await().until(() -> materialiser.health().state() == Health.State.DEGRADED);
    assertThat(materialiser.health().detail()).contains("the broker is away");
    await().until(() -> materialiser.health().state() == Health.State.UP);
    assertThat(attempts).hasValue(2);
  }

  @Test
  void topicNotThereYet_triesAgain() {
    consumer.updatePartitions(NAMES.name(Topics.ALERTS), List.of());
    materialiser.start();
    await().until(() -> materialiser.health().detail().contains("sightline.alerts is not there"));
    await().until(() -> materialiser.health().state() == Health.State.UP);
  }

  @Test
  void brokerLost_goesOnWhereItStopped() {
    startAndCatchUp();
    write(Topics.ALERTS, "room", alert("room", NOON).build());
    await().untilAsserted(() -> assertThat(told).hasSize(1));
    MockConsumer<byte[], byte[]> first = consumer;
    first.setPollException(new DisconnectException("lost"));
    await().until(() -> consumer != first && materialiser.health().state() == Health.State.UP);
    TopicPartition alerts = new TopicPartition(NAMES.name(Topics.ALERTS), 0);
    assertThat(first.closed()).isTrue();
    assertThat(consumer.position(alerts)).isEqualTo(1);
    assertThat(views.alerts().repeated()).isZero();
  }

  @Test
  void registryAway_waitsAndLosesNothing() throws Exception {
    AtomicBoolean away = new AtomicBoolean(true);
    HttpServer registry = registry(away);
    try {
      String url = "http://127.0.0.1:" + registry.getAddress().getPort();
      materialiser = materialiser(Map.of("schema.registry.url", url, "max.retries", "0"));
      startAndCatchUp();
      byte[] written = serializer.serialize("any", alert("room", NOON).build());
      bytes(Topics.ALERTS, "room", written);
      await().until(() -> materialiser.health().detail().contains("trying again"));
      assertThat(progress.now().unreadable()).isZero();
      away.set(false);
      await()
          .until(
              () -> attempts.get() > 1 && consumer.assignment().size() == RecordReader.READ.size());
      consumer.addRecord(
          new ConsumerRecord<>(NAMES.name(Topics.ALERTS), 0, 0, new byte[0], written));
      await().untilAsserted(() -> assertThat(views.alerts().size()).isEqualTo(1));
      assertThat(materialiser.health().state()).isEqualTo(Health.State.UP);
    } finally {
      registry.stop(0);
    }
  }

  /** Knows the schema of alerts by any id, unless it is away. */
  private static HttpServer registry(AtomicBoolean away) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String schema = Alert.getClassSchema().toString();
    byte[] answer = new ObjectMapper().writeValueAsBytes(Map.of("schema", schema));
    server.createContext(
        "/schemas/ids/",
        exchange -> {
          exchange.sendResponseHeaders(away.get() ? 503 : 200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void bug_isDownAndSaysSo() {
    startAndCatchUp();
    consumer.setPollException(new org.apache.kafka.common.KafkaException("no such thing"));
    await().until(() -> materialiser.health().state() == Health.State.DOWN);
    assertThat(materialiser.health().detail()).contains("no such thing");
  }
}
