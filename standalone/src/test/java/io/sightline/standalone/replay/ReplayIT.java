package io.sightline.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.alerting.AlertingTopology;
import io.sightline.avro.FrameRef;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.StreamsService;
import io.sightline.schemas.Headers;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.standalone.bench.ReplayLoad;
import io.sightline.standalone.records.TopicRecords;
import io.sightline.standalone.replay.ReplayRun.Result;
import io.sightline.standalone.scripted.Platform;
import io.sightline.standalone.scripted.Publisher;
import io.sightline.standalone.scripted.ScriptedCamera;
import io.sightline.standalone.scripted.ScriptedCamera.Cycle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayIT {
  private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
  private static final List<Topic<?>> INPUTS = List.of(Topics.CAMERAS, Topics.DETECTIONS);
  private static final Replay.Progress QUIET = (read, of) -> {};

  @TempDir static Path folder;
  private static Platform platform;
  private static KafkaSettings kafka;

  /** Five cameras, two minutes, decided once. */
  @BeforeAll
  static void record() throws Exception {
    platform = new Platform(folder.resolve("broker"), 2);
    kafka = platform.kafka();
    try (Publisher publisher = new Publisher(kafka, 5)) {
      for (int i = 0; i < 5; i++) {
        ScriptedCamera camera =
            new ScriptedCamera("cam-" + i, START, new Cycle(50, 20, 30), i * 13);
        publisher.publish(Topics.CAMERAS, camera.id(), camera.configuration());
        for (int tick = 0; tick < 600; tick++) {
          for (FrameRef record : camera.next()) {
            publisher.publish(Topics.DETECTIONS, camera.id(), ScriptedCamera.examined(record));
          }
        }
      }
      publisher.flush();
    }
    decide(kafka, "first");
  }

  @AfterAll
  static void stop() throws Exception {
    platform.close();
  }

  private static void decide(KafkaSettings where, String state) throws Exception {
    try (StreamsService alerting =
        new StreamsService(
            "alerting",
            new AlertingTopology(where, "test", Duration.ofSeconds(5)).build(),
            where,
            folder.resolve(state),
            new SimpleMeterRegistry())) {
      alerting.start();
      ReplayLoad.awaitDecided(where, Duration.ofMinutes(2));
    }
  }

  private static Replay replay(Span span, String name) {
    return new Replay(kafka, span, Pace.FASTEST, name, false);
  }

  private static Span everything() {
    return new Span(INPUTS, null, null, Set.of(), Set.of());
  }

  private static List<ConsumerRecord<String, byte[]>> bytes(KafkaSettings where, Topic<?> topic) {
    return TopicRecords.committed(where, topic, new ByteArrayDeserializer());
  }

  @Test
  void decisionsOverReplayedTopics_areTheSameBytes() throws Exception {
    KafkaSettings again = platform.beside("again", Map.of());
    Result result = replay(everything(), "again").toTopics("again", QUIET);
    decide(again, "again");

    assertThat(result.written()).isEqualTo(result.read()).isGreaterThan(2000);
    assertThat(bytes(kafka, Topics.DECISIONS)).hasSizeGreaterThan(10);
    assertThat(bytes(kafka, Topics.ALERTS)).hasSizeGreaterThan(10);
    assertThat(ReplayLoad.differingBytes(kafka, again)).isZero();
    assertThat(bytes(again, Topics.ALERTS))
        .allSatisfy(
            alert -> assertThat(Headers.text(alert.headers(), Headers.REPLAY)).contains("again"));
  }

  @Test
  void brokenOff_itGoesOnWithoutAGapAndWithoutADouble() throws Exception {
    KafkaSettings broken = platform.beside("broken", Map.of());
    assertThatThrownBy(() -> writeTwiceAndFail("broken")).hasMessage("pulled out");
    int before = bytes(broken, Topics.DETECTIONS).size();

    Result rest = replay(everything(), "broken").toTopics("broken", QUIET);

    assertThat(before).isBetween(1000, 2000);
    List<ConsumerRecord<String, byte[]>> all = bytes(broken, Topics.DETECTIONS);
    assertThat(rest.written()).isLessThan(all.size());
    assertThat(all.stream().map(each -> new String(origin(each), StandardCharsets.UTF_8)))
        .doesNotHaveDuplicates();
    assertThat(all).hasSameSizeAs(bytes(kafka, Topics.DETECTIONS));
    assertThat(replay(everything(), "broken").toTopics("broken", QUIET).read()).isZero();
  }

  private static byte[] origin(ConsumerRecord<String, byte[]> record) {
    return record.headers().lastHeader(Headers.ORIGIN).value();
  }

  private static void writeTwiceAndFail(String prefix) throws Exception {
    try (KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                kafka.consumer("test", "replay-" + prefix),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                kafka.transactionalProducer("test", "replay-" + prefix),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      ReplayRun run = new ReplayRun(kafka, consumer, everything(), Pace.FASTEST);
      producer.initTransactions();
      Target real =
          new TopicsTarget(consumer, producer, new Copies(new Topics(prefix), prefix), false);
      run.to(new PulledOut(real), read -> {});
    }
  }

  /** Works twice. */
  private static final class PulledOut implements Target {
    private final Target target;
    private int writes;

    PulledOut(Target target) {
      this.target = target;
    }

    @Override
    public Map<TopicPartition, Long> reached() throws IOException {
      return target.reached();
    }

    @Override
    public void write(List<Entry> entries, Map<TopicPartition, OffsetAndMetadata> next)
        throws IOException, InterruptedException {
      if (writes++ == 2) {
        throw new IOException("pulled out");
      }
      target.write(entries, next);
    }
  }

  @Test
  void fileThatWasCut_becomesTheSameAsOneThatWasNot() throws Exception {
    Span alerts =
        new Span(List.of(Topics.ALERTS, Topics.DECISIONS), null, null, Set.of("cam-1"), Set.of());
    Path whole = folder.resolve("whole.jsonl");
    Path cut = folder.resolve("cut.jsonl");
    replay(alerts, "file").toFile(whole, QUIET);
    replay(alerts, "file").toFile(cut, QUIET);
    byte[] bytes = Files.readAllBytes(cut);
    Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length / 2));

    replay(alerts, "file").toFile(cut, QUIET);

    assertThat(Files.readAllLines(whole)).hasSizeGreaterThan(3).allMatch(l -> l.contains("cam-1"));
    assertThat(cut).hasSameBinaryContentAs(whole);
  }

  @Test
  void span_isByCaptureTimeAndLabel() throws Exception {
    Span dogs =
        new Span(
            List.of(Topics.DETECTIONS),
            START.plusSeconds(30),
            START.plusSeconds(31),
            Set.of(),
            Set.of("dog"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Result result = replay(dogs, "stream").toStream(out, QUIET);

    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines)
        .hasSize((int) result.written())
        .isNotEmpty()
        .allMatch(line -> line.contains("\"captured_at\":\"2026-03-02T08:00:30"))
        .allMatch(line -> line.contains("\"label\":\"dog\""));
  }

  @Test
  void ownPrefix_isRefused() {
    assertThatThrownBy(() -> replay(everything(), "own").toTopics("sightline", QUIET))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("prefix 'sightline' is that of the source: expected another one");
  }
}
