package io.sightline.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.avro.Camera;
import io.sightline.avro.Clip;
import io.sightline.avro.Deletion;
import io.sightline.avro.DeletionOutcome;
import io.sightline.avro.DeletionResult;
import io.sightline.avro.LedgerHead;
import io.sightline.clipstore.ClipLayout;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.retention.signing.HeadStatement;
import io.sightline.retention.signing.KeyRing;
import io.sightline.retention.signing.KeyRing.Verdict;
import io.sightline.retention.signing.SigningKey;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.Secret;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerHeadTest {
  private static final KafkaSettings KAFKA =
      new KafkaSettings(new Topics("test"), 4, 1, Map.of(), "mock://ledger-heads");
  private static final HeadStatement STATEMENT = new HeadStatement("test.expiries");

  @TempDir private Path folder;
  private final SigningKey key = SigningKey.ofSeed(new byte[32]);
  private final KeyRing ring = KeyRing.of(List.of(key.publicText()));
  private TopologyTestDriver driver;
  private TestInputTopic<String, Clip> clips;
  private TestInputTopic<String, DeletionResult> results;
  private TestOutputTopic<String, Deletion> orders;
  private TestOutputTopic<String, byte[]> expiries;
  private TestOutputTopic<String, LedgerHead> heads;

  @BeforeEach
  void open() {
    Properties properties = new Properties();
    properties.put("application.id", "test.retention");
    properties.put("bootstrap.servers", "none:9092");
    properties.put("state.dir", folder.resolve("state").toString());
    LedgerConfig ledger = new LedgerConfig(null, null, List.of(), 3, Duration.ofHours(1));
    RetentionConfig config =
        new RetentionConfig(
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            ledger,
            null,
            Duration.ofDays(3650),
            null);
    RetentionTopology topology =
        new RetentionTopology(config, KAFKA, new SimpleMeterRegistry(), key, new Concerns());
    driver = new TopologyTestDriver(topology.build(), properties, Clips.RECORDED);
    clips = input(Topics.CLIPS);
    results = input(Topics.DELETION_RESULTS);
    orders = output(Topics.DELETIONS);
    heads = output(Topics.LEDGER_HEADS);
    expiries =
        driver.createOutputTopic(
            "test.expiries", new StringDeserializer(), new ByteArrayDeserializer());
    TestInputTopic<String, Camera> cameras = input(Topics.CAMERAS);
    cameras.pipeInput("front", Clips.camera("front", 1, Clips.THIRTY_DAYS));
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

  /** That many clips, deleted; the entries as written. */
  private List<byte[]> expire(int count) {
    for (int i = 0; i < count; i++) {
      Clip clip = Clips.clip("front", Clips.RECORDED.plusMillis(i));
      clips.pipeInput(clip.getClipId(), clip, Clips.RECORDED);
    }
    driver.advanceWallClockTime(Clips.THIRTY_DAYS.plusMinutes(1));
    for (Deletion order : orders.readValuesToList()) {
      results.pipeInput(
          order.getClipId(),
          Clips.answer(order, DeletionOutcome.DELETED, order.getOrderedAt()),
          order.getOrderedAt());
    }
    return expiries.readValuesToList();
  }

  @Test
  void heads_areSignedAfterSoManyEntriesAndAfterSoLong() {
    List<byte[]> entries = new ArrayList<>(expire(5));
    assertThat(entries).hasSize(5);
    driver.advanceWallClockTime(Duration.ofMinutes(59));
    List<LedgerHead> signed = new ArrayList<>(heads.readValuesToList());
    assertThat(signed).extracting(LedgerHead::getEntries).containsExactly(1L, 4L);
    driver.advanceWallClockTime(Duration.ofMinutes(2));
    signed.addAll(heads.readValuesToList());
    assertThat(signed).extracting(LedgerHead::getEntries).containsExactly(1L, 4L, 5L);
    for (LedgerHead head : signed) {
      byte[] last = entries.get((int) head.getEntries() - 1);
      assertThat(head.getHash()).isEqualTo(HexFormat.of().formatHex(Ledger.sha256(last)));
      assertThat(STATEMENT.check(head, ring)).isEqualTo(Verdict.GOOD);
    }
    driver.advanceWallClockTime(Duration.ofDays(3));
    assertThat(heads.isEmpty()).as("nothing new, no head").isTrue();
  }

  @Test
  void newestHead_liesInTheStoreAndIsNoViolation() throws Exception {
    expire(4);
    List<ConsumerRecord<String, LedgerHead>> batch =
        heads.readValuesToList().stream()
            .map(head -> new ConsumerRecord<>("test.ledger-heads", 0, 0, "0", head))
            .toList();
    try (FilesClipStore store = new FilesClipStore(folder.resolve("clips"))) {
      HeadKeeping keeping = new HeadKeeping(store, STATEMENT);
      assertThat(keeping.process(batch.subList(0, 1))).isEmpty();
      assertThat(keeping.process(batch)).isEmpty();
      assertThat(store.check()).isEmpty();
      try (var in = store.open(ClipLayout.ledgerHead(0), 0)) {
        LedgerHead kept = STATEMENT.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        assertThat(kept.getEntries()).isEqualTo(4);
        assertThat(STATEMENT.check(kept, ring)).isEqualTo(Verdict.GOOD);
      }
    }
  }

  @Test
  void key_comesFromFileOrText() throws Exception {
    Path file = Files.writeString(folder.resolve("key.pem"), key.privateText());
    LedgerConfig byFile = new LedgerConfig(null, file, List.of(), null, null);
    LedgerConfig byText =
        new LedgerConfig(new Secret(key.privateText()), null, List.of(), null, null);
    for (LedgerConfig config : List.of(byFile, byText)) {
      LedgerKeys keys = LedgerKeys.load(config);
      assertThat(keys.signing()).hasToString(key.toString());
      assertThat(keys.trusted().check(key.id(), "x", key.sign("x"))).isEqualTo(Verdict.GOOD);
    }
    assertThat(LedgerKeys.load(LedgerConfig.DEFAULT).signing()).isNull();
  }

  @Test
  void wrongConfiguration_isRefusedAndTellsNoSecret() throws Exception {
    assertThatThrownBy(() -> new LedgerConfig(new Secret("hunter2"), null, List.of(), null, null))
        .hasMessageContaining("expected an Ed25519 key")
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> new LedgerConfig(new Secret("x"), Path.of("y"), List.of(), null, null))
        .hasMessageContaining("expected one of both");
    assertThatThrownBy(() -> new LedgerConfig(null, null, List.of("x"), null, null))
        .hasMessageContaining("public key 'x': expected");
    assertThatThrownBy(() -> new LedgerConfig(null, null, List.of(), 0, null))
        .hasMessageContaining("head_entries 0: expected 1 to 1000000");
    assertThatThrownBy(() -> new LedgerConfig(null, null, List.of(), 1, Duration.ofDays(2)))
        .hasMessageContaining("head_every PT48H: expected 1s to 1d");
    Path file = Files.writeString(folder.resolve("none.pem"), "nothing");
    LedgerConfig config = new LedgerConfig(null, file, List.of(), null, null);
    assertThatThrownBy(() -> LedgerKeys.load(config))
        .hasMessageContaining("key_file " + file)
        .hasMessageContaining("7 characters");
  }
}
