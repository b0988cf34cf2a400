package io.sightline.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.avro.Camera;
import io.sightline.avro.Deletion;
import io.sightline.avro.DeletionOutcome;
import io.sightline.avro.DeletionResult;
import io.sightline.avro.DeletionScope;
import io.sightline.avro.Expiry;
import io.sightline.avro.Recording;
import io.sightline.avro.RecordingKind;
import io.sightline.clipstore.ClipLayout;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.TransactionalLoop.Output;
import io.sightline.schemas.Ids;
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
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
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

class RecordingRetentionTest {
  private static final KafkaSettings KAFKA =
      new KafkaSettings(new Topics("test"), 4, 1, Map.of(), "mock://recordings");
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration KEPT = Duration.ofDays(30);

  @TempDir private Path folder;
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private TopologyTestDriver driver;
  private FilesClipStore store;
  private TestInputTopic<String, Recording> recordings;
  private TestInputTopic<String, DeletionResult> results;
  private TestOutputTopic<String, Deletion> orders;
  private TestOutputTopic<String, byte[]> expiries;
  private Instant now = NOON;

  @BeforeEach
  void open() throws Exception {
    Properties properties = new Properties();
    properties.put("application.id", "test.retention");
    properties.put("bootstrap.servers", "none:9092");
    properties.put("state.dir", folder.resolve("state").toString());
    driver =
        new TopologyTestDriver(
            new RetentionTopology(Clips.LEAPING, KAFKA, metrics).build(), properties, now);
    store = new FilesClipStore(folder.resolve("clips"));
    recordings = input(Topics.RECORDINGS);
    results = input(Topics.DELETION_RESULTS);
    orders =
        driver.createOutputTopic(
            KAFKA.topics().name(Topics.DELETIONS),
            new StringDeserializer(),
            AvroSerdes.deserializer(KAFKA, Topics.DELETIONS));
    expiries =
        driver.createOutputTopic(
            KAFKA.topics().name(Topics.EXPIRIES),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    TestInputTopic<String, Camera> cameras = input(Topics.CAMERAS);
    cameras.pipeInput("front", camera(1, KEPT));
    cameras.pipeInput("front", camera(2, KEPT.multipliedBy(2)));
  }

  @AfterEach
  void close() {
    driver.close();
    store.close();
  }

  private <V extends SpecificRecord> TestInputTopic<String, V> input(Topic<V> topic) {
    return driver.createInputTopic(
        KAFKA.topics().name(topic), new StringSerializer(), AvroSerdes.serializer(KAFKA));
  }

  private static Camera camera(int version, Duration retention) {
    return Camera.newBuilder()
        .setCamera("front")
        .setVersion(version)
        .setRecordingRetentionS(retention.toSeconds())
        .build();
  }

  /** A piece of a minute, told when it is over. */
  private void piece(Instant start, int version) throws Exception {
    String id = Ids.recording("front", start);
    String key = ClipLayout.recording("front", start, id, "mp4");
    store.put(key, new byte[10]);
    recordings.pipeInput(
        "front",
        Recording.newBuilder()
            .setRecordId(id)
            .setCamera("front")
            .setKind(RecordingKind.PIECE)
            .setCapturedAt(start)
            .setEndedAt(start.plusSeconds(60))
            .setCameraVersion(version)
            .setKey(key)
            .setBytes(10)
            .setSha256("ab".repeat(32))
            .setRecordedAt(start.plusSeconds(60))
            .build());
  }

  private void pass(Duration time) {
    now = now.plus(time);
    driver.advanceWallClockTime(time);
  }

  /** Carries out what was ordered, and returns it. */
  private List<Deletion> carryOut() throws Exception {
    List<Deletion> carried = new ArrayList<>();
    for (TestRecord<String, Deletion> order : orders.readRecordsToList()) {
      carried.add(order.value());
      List<Output> answers =
          RetentionServices.deleterStep(store, () -> now)
              .process(List.of(new ConsumerRecord<>("t", 3, 0, order.key(), order.value())));
      assertThat(answers).singleElement().extracting(Output::partition).isEqualTo(3);
      results.pipeInput(order.key(), (DeletionResult) answers.get(0).value());
    }
    return carried;
  }

  private List<Expiry> entries() {
    var deserializer = AvroSerdes.deserializer(KAFKA, Topics.EXPIRIES);
    return expiries.readValuesToList().stream().map(b -> deserializer.deserialize("", b)).toList();
  }

  private long hoursKept() {
    long count = 0;
    try (var all = driver.getKeyValueStore(RetentionTopology.HOUR_STORE).all()) {
      for (; all.hasNext(); all.next()) {
        count++;
      }
    }
    return count;
  }

  @Test
  void hour_goesWhenTheTimeOfItsLastPieceIsUpAndNotBefore() throws Exception {
    for (int minute = 0; minute < 120; minute++) {
      piece(NOON.plus(Duration.ofMinutes(minute)), 1);
    }
    assertThat(hoursKept()).isEqualTo(2);
    Duration up = Duration.ofMinutes(60).plus(KEPT); // the last piece was told at the full hour
    pass(up.minusSeconds(1));
    assertThat(carryOut()).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(carryOut())
        .singleElement()
        .satisfies(o -> assertThat(o.getClipId()).isEqualTo(Ids.hour("front", NOON)))
        .satisfies(o -> assertThat(o.getScope()).isEqualTo(DeletionScope.RECORDINGS))
        .satisfies(o -> assertThat(o.getPrefix()).isEqualTo("front/2026-01-01/recordings/12/"));
    assertThat(store.list("")).hasSize(60);
    assertThat(store.list("front/2026-01-01/recordings/13/")).hasSize(60);
    assertThat(entries())
        .singleElement()
        .satisfies(e -> assertThat(e.getClipId()).isEqualTo(Ids.hour("front", NOON)))
        .satisfies(e -> assertThat(e.getRule()).isEqualTo("camera:front@1"))
        .satisfies(e -> assertThat(e.getBytes()).isEqualTo(600))
        .satisfies(e -> assertThat(e.getObjects()).isEqualTo(60))
        .satisfies(e -> assertThat(e.getSha256()).hasSize(64));
    assertThat(hoursKept()).isEqualTo(1);
  }

  @Test
  void hourThatIsNotOver_isKeptThoughItsOnlyPieceIsOld() throws Exception {
    piece(NOON, 1);
    pass(KEPT.plusMinutes(59));
    assertThat(carryOut()).isEmpty();
    pass(Duration.ofMinutes(1));
    assertThat(carryOut()).hasSize(1);
  }

  @Test
  void answerToAnOlderOrder_doesNotCount() throws Exception {
    piece(NOON, 1);
    pass(KEPT.plusHours(1));
    Deletion first = orders.readValue();
    pass(RetentionConfig.DEFAULT.orderTimeout());
    assertThat(orders.readValue().getAttempt()).isEqualTo(2);
    results.pipeInput(first.getClipId(), Clips.answer(first, DeletionOutcome.DELETED, now));
    assertThat(entries()).isEmpty();
    assertThat(hoursKept()).isEqualTo(1);
  }

  @Test
  void sixtyDays_eachHourGoesOnceAndTheStateStaysBounded() throws Exception {
    int days = 60;
    List<byte[]> written = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    long most = 0;
    for (int hour = 0; hour < days * 24; hour++) {
      piece(now, 1);
      pass(Duration.ofHours(1));
      for (Deletion order : carryOut()) {
        assertThat(order.getOrderedAt()).isAfterOrEqualTo(order.getDeadline());
        gone.add(order.getClipId());
      }
      written.addAll(expiries.readValuesToList());
      most = Math.max(most, hoursKept());
    }
    assertThat(gone).hasSize((days - 30) * 24).doesNotHaveDuplicates().isSorted();
    assertThat(written).hasSameSizeAs(gone);
    assertThat(most).isLessThanOrEqualTo(30 * 24 + 2);
    assertThat(store.list("")).hasSize((int) hoursKept());
    var deserializer = AvroSerdes.deserializer(KAFKA, Topics.EXPIRIES);
    String previous = "";
    for (byte[] bytes : written) {
      assertThat(deserializer.deserialize("", bytes).getPreviousHash()).isEqualTo(previous);
      previous = HexFormat.of().formatHex(Ledger.sha256(bytes));
    }
  }

  @Test
  void piecesOfTwoVersions_theLongerTimeCounts() throws Exception {
    piece(NOON, 2);
    piece(NOON.plusSeconds(60), 1);
    pass(KEPT.plus(Duration.ofHours(2)));
    assertThat(carryOut()).isEmpty();
    pass(KEPT);
    assertThat(carryOut()).extracting(Deletion::getRule).containsExactly("camera:front@2");
  }

  @Test
  void failedDeletion_isTriedAgainAndCounted() throws Exception {
    piece(NOON, 1);
    pass(KEPT.plus(Duration.ofHours(1)));
    Deletion order = orders.readValue();
    results.pipeInput(order.getClipId(), Clips.answer(order, DeletionOutcome.FAILED, now));
    assertThat(entries()).isEmpty();
    assertThat(metrics.get("sightline.retention.overdue").counter().count()).isEqualTo(1);
    pass(RetentionConfig.DEFAULT.retryAfter());
    assertThat(carryOut()).extracting(Deletion::getAttempt).containsExactly(2);
    assertThat(entries()).hasSize(1);
  }

  @Test
  void latePieceWhileTheHourIsBeingDeleted_getsItsOwnTime() throws Exception {
    piece(NOON, 1);
    pass(KEPT.plus(Duration.ofHours(1)));
    Deletion order = orders.readValue();
    piece(NOON.plusSeconds(60), 2);
    results.pipeInput(order.getClipId(), Clips.answer(order, DeletionOutcome.DELETED, now));
    assertThat(entries()).isEmpty();
    pass(KEPT);
    assertThat(carryOut()).hasSize(1);
    assertThat(entries()).singleElement().satisfies(e -> assertThat(e.getBytes()).isEqualTo(20));
  }

  @Test
  void ordersAndLedgerOfAnHour_lieWhereItsCameraLies() {
    CameraPartitioner<Object> partitioner = new CameraPartitioner<>();
    for (int camera = 0; camera < 50; camera++) {
      String id = "cam-" + camera;
      int expected = BuiltInPartitioner.partitionForKey(id.getBytes(StandardCharsets.UTF_8), 7);
      assertThat(partitioner.partitions("t", Ids.hour(id, NOON), "", 7)).contains(Set.of(expected));
    }
  }
}
