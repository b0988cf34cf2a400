package io.sightline.retention;

import static io.sightline.retention.Clips.RECORDED;
import static io.sightline.retention.Clips.THIRTY_DAYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.avro.Camera;
import io.sightline.avro.Clip;
import io.sightline.avro.Decision;
import io.sightline.avro.Deletion;
import io.sightline.avro.DeletionOutcome;
import io.sightline.avro.DeletionResult;
import io.sightline.avro.DeletionScope;
import io.sightline.avro.Expiry;
import io.sightline.avro.MediaKey;
import io.sightline.clipstore.ClipLayout;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Headers;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTopologyTest {
  private static final KafkaSettings KAFKA =
      new KafkaSettings(new Topics("test"), 4, 1, Map.of(), "mock://retention");

  @TempDir private Path stateDir;
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private TopologyTestDriver driver;
  private TestInputTopic<String, Camera> cameras;
  private TestInputTopic<String, Clip> clips;
  private TestInputTopic<String, DeletionResult> results;
  private TestInputTopic<String, Decision> decisions;
  private TestOutputTopic<String, Clip> revised;
  private TestOutputTopic<String, Deletion> orders;
  private TestOutputTopic<String, byte[]> expiries;
  private TestOutputTopic<String, MediaKey> keys;
  private Instant now = RECORDED;

  @BeforeEach
  void open() {
    Properties properties = new Properties();
    properties.put("application.id", "test.retention");
    properties.put("bootstrap.servers", "none:9092");
    properties.put("state.dir", stateDir.toString());
    driver =
        new TopologyTestDriver(
            new RetentionTopology(Clips.LEAPING, KAFKA, metrics).build(), properties, now);
    cameras = input(Topics.CAMERAS);
    clips = input(Topics.CLIPS);
    results = input(Topics.DELETION_RESULTS);
    decisions = input(Topics.DECISIONS);
    revised = output(Topics.CLIPS);
    orders = output(Topics.DELETIONS);
    keys = output(Topics.KEYS);
    expiries =
        driver.createOutputTopic(
            KAFKA.topics().name(Topics.EXPIRIES),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    cameras.pipeInput("front", Clips.camera("front", 1, THIRTY_DAYS));
  }

  @AfterEach
  void close() {
    driver.close();
  }

  private <V extends SpecificRecord> TestInputTopic<String, V> input(Topic<V> topic) {
    return driver.createInputTopic(
        KAFKA.topics().name(topic), new StringSerializer(), AvroSerdes.serializer(KAFKA));
  }

  private <V extends SpecificRecord> TestOutputTopic<String, V> output(Topic<V> topic) {
    return driver.createOutputTopic(
        KAFKA.topics().name(topic),
        new StringDeserializer(),
        AvroSerdes.deserializer(KAFKA, topic));
  }

  private void pass(Duration time) {
    now = now.plus(time);
    driver.advanceWallClockTime(time);
  }

  private Clip store(Instant recorded) {
    Clip clip = Clips.clip("front", recorded);
    clips.pipeInput(clip.getClipId(), clip);
    return clip;
  }

  private void answerAll(DeletionOutcome outcome) {
    for (Deletion order : orders.readValuesToList()) {
      results.pipeInput(order.getClipId(), Clips.answer(order, outcome, now));
    }
  }

  private List<Expiry> entries(List<byte[]> written) {
    var deserializer = AvroSerdes.deserializer(KAFKA, Topics.EXPIRIES);
    return written.stream().map(bytes -> deserializer.deserialize("", bytes)).toList();
  }

  @Test
  void description_isTheGoldenFile() throws Exception {
    String golden =
        new String(
            getClass().getResourceAsStream("/retention-topology.txt").readAllBytes(),
            StandardCharsets.UTF_8);
    assertThat(new RetentionTopology(Clips.LEAPING, KAFKA, metrics).build().describe().toString())
        .isEqualTo(golden);
  }

  @Test
  void clip_livesThirtyDaysAndGoes() {
    Clip clip = store(RECORDED);
    assertThat(revised.readValue().getDeadline()).isEqualTo(RECORDED.plus(THIRTY_DAYS));
    pass(THIRTY_DAYS.minusSeconds(1));
    assertThat(orders.isEmpty()).isTrue();
    pass(Duration.ofSeconds(1));
    assertThat(keys.isEmpty()).as("not before the store has answered").isTrue();
    answerAll(DeletionOutcome.DELETED);
    assertThat(revised.readRecord())
        .extracting(TestRecord::key, TestRecord::value)
        .containsExactly(clip.getClipId(), null);
    assertThat(entries(expiries.readValuesToList()))
        .singleElement()
        .satisfies(entry -> assertThat(entry.getClipId()).isEqualTo(clip.getClipId()))
        .satisfies(entry -> assertThat(entry.getRule()).isEqualTo("camera:front@1"));
    assertThat(keys.readRecordsToList())
        .as("its key is destroyed with it")
        .extracting(TestRecord::key, TestRecord::value)
        .containsExactly(tuple(clip.getClipId(), null));
    pass(THIRTY_DAYS);
    assertThat(orders.isEmpty()).isTrue();
    assertThat(expiries.isEmpty()).isTrue();
  }

  @Test
  void replayedClipAndDecision_areLeftAlone() {
    Clip clip = Clips.clip("front", RECORDED);
    TestRecord<String, Clip> copy = new TestRecord<>(clip.getClipId(), clip);
    copy.headers().add(Headers.REPLAY, new byte[] {'r'});
    clips.pipeInput(copy);
    TestRecord<String, Decision> decision = new TestRecord<>("front", decision(clip));
    decision.headers().add(Headers.REPLAY, new byte[] {'r'});
    decisions.pipeInput(decision);
    pass(THIRTY_DAYS.plusDays(1));
    assertThat(revised.isEmpty()).isTrue();
    assertThat(orders.isEmpty()).isTrue();
    assertThat(expiries.isEmpty()).isTrue();
  }

  @Test
  void itsOwnRevisions_areReadWithoutEcho() {
    Clip clip = store(RECORDED);
    clips.pipeInput(clip.getClipId(), revised.readValue());
    clips.pipeInput(clip.getClipId(), (Clip) null);
    assertThat(revised.isEmpty()).isTrue();
    pass(THIRTY_DAYS);
    assertThat(orders.readValuesToList()).hasSize(1);
  }

  @Test
  void manyClipsOfThirtyDays_eachGoOnceInOrderAndInTime() {
    int count = 200;
    Duration between = THIRTY_DAYS.dividedBy(count);
    List<byte[]> written = new ArrayList<>();
    for (int i = 0; i < 2 * count; i++) {
      if (i < count) {
        store(now);
      }
      pass(between);
      orders
          .readValuesToList()
          .forEach(
              order -> {
                assertThat(order.getOrderedAt()).isAfterOrEqualTo(order.getDeadline());
                results.pipeInput(
                    order.getClipId(), Clips.answer(order, DeletionOutcome.DELETED, now));
              });
      written.addAll(expiries.readValuesToList());
    }
    List<Expiry> entries = entries(written);
    assertThat(entries).hasSize(count);
    assertThat(entries).extracting(Expiry::getClipId).doesNotHaveDuplicates().isSorted();
    assertChained(entries, written);
  }

  private static void assertChained(List<Expiry> entries, List<byte[]> written) {
    String previous = "";
    for (int i = 0; i < entries.size(); i++) {
      assertThat(entries.get(i).getSequence()).isEqualTo(i);
      assertThat(entries.get(i).getPreviousHash()).isEqualTo(previous);
      previous = HexFormat.of().formatHex(Ledger.sha256(written.get(i)));
    }
  }

  @Test
  void moreDueThanABatch_areAllOrderedInTheEnd() {
    int count = 3 * RetentionConfig.DEFAULT.batchClips() / 2;
    for (int i = 0; i < count; i++) {
      store(RECORDED.plusMillis(i));
    }
    pass(THIRTY_DAYS.plusMillis(count));
    pass(Duration.ofSeconds(1));
    assertThat(orders.readValuesToList())
        .hasSize(count)
        .extracting(Deletion::getClipId)
        .doesNotHaveDuplicates();
  }

  @Test
  void deletionThatFails_isCountedAndTriedAgain() {
    store(RECORDED);
    pass(THIRTY_DAYS);
    answerAll(DeletionOutcome.FAILED);
    assertThat(metrics.get("sightline.retention.overdue").counter().count()).isEqualTo(1);
    pass(RetentionConfig.DEFAULT.retryAfter());
    answerAll(DeletionOutcome.DELETED);
    assertThat(expiries.readValuesToList()).hasSize(1);
  }

  @Test
  void cameraVersionAfterItsClip_countsAllTheSame() {
    Clip clip = Clip.newBuilder(Clips.clip("front", RECORDED)).setCameraVersion(2).build();
    clips.pipeInput(clip.getClipId(), clip);
    assertThat(revised.isEmpty()).isTrue();
    cameras.pipeInput("front", Clips.camera("front", 2, Duration.ofDays(3)));
    pass(Duration.ofSeconds(1));
    assertThat(revised.readValue().getRule()).isEqualTo("camera:front@2");
  }

  @Test
  void decision_letsTheFramesGoButForThoseShown() {
    Clip clip = Clips.clip("front", RECORDED);
    String kept = ClipLayout.frame(clip.getPrefix(), "front-f1");
    decisions.pipeInput("front", decision(clip, kept, "front/elsewhere/frames/x.jpg"));
    TestRecord<String, Deletion> order = orders.readRecord();
    assertThat(order.key()).isEqualTo(clip.getClipId());
    assertThat(order.value().getScope()).isEqualTo(DeletionScope.FRAMES);
    assertThat(order.value().getPrefix()).isEqualTo(clip.getPrefix() + "frames/");
    assertThat(order.value().getKeep()).containsExactly(kept);
    results.pipeInput(order.key(), Clips.answer(order.value(), DeletionOutcome.DELETED, now));
    assertThat(expiries.isEmpty()).isTrue();
    assertThat(revised.isEmpty()).isTrue();
  }

  private static Decision decision(Clip clip, String... keptFrames) {
    return Decision.newBuilder()
        .setRecordId("d1")
        .setCamera("front")
        .setActivityId("a1")
        .setClips(List.of(clip.getClipId()))
        .setKeptFrames(List.of(keptFrames))
        .build();
  }
}
