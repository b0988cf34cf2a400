package io.sightline.e2e.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.sightline.avro.MediaKey;
import io.sightline.clipstore.crypt.DataKey;
import io.sightline.clipstore.crypt.KeyDestroyedException;
import io.sightline.keys.Encryption;
import io.sightline.keys.EncryptionConfig;
import io.sightline.keys.KeyRotation;
import io.sightline.keys.NewKeys;
import io.sightline.keys.TopicKeys;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import io.sightline.schemas.serde.AvroSerializer;
import io.sightline.standalone.broker.BrokerSettings;
import io.sightline.standalone.broker.EmbeddedBroker;
import io.sightline.standalone.registry.EmbeddedRegistry;
import io.sightline.standalone.topics.TopicService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys on their topic, with a real broker. */
class KeysIT {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("OLD", master(1), "NEW", master(2), "OTHER", master(3));

  @TempDir Path folder;
  private EmbeddedBroker broker;
  private EmbeddedRegistry registry;
  private KafkaSettings kafka;
  private KafkaProducer<String, byte[]> producer;
  private AvroSerializer<MediaKey> serializer;
  private final List<TopicKeys> open = new ArrayList<>();

  private static String master(int fill) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String unit(int number) {
    return "front/2026-01-31/front-c" + number + "/";
  }

  @BeforeEach
  void start() throws Exception {
    broker = new EmbeddedBroker(BrokerSettings.local(folder.resolve("broker")));
    broker.start();
    registry = new EmbeddedRegistry(broker::bootstrapServers, "127.0.0.1", 0);
    registry.start();
    Map<String, String> properties = Map.of("bootstrap.servers", broker.bootstrapServers());
    kafka = new KafkaSettings(new Topics("sightline"), 2, 1, properties, registry.url());
    new TopicService(kafka).start();
    serializer = new AvroSerializer<>();
    serializer.configure(kafka.serde(), false);
    producer =
        new KafkaProducer<>(
            kafka.transactionalProducer("test", "test"),
            new StringSerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
  }

  @AfterEach
  void stop() {
    open.forEach(TopicKeys::close);
    producer.close();
    registry.close();
    broker.close();
  }

  private Encryption.Tools tools(String current, String... previous) {
    Encryption.Tools tools =
        Encryption.tools(new EncryptionConfig(current, List.of(previous)), kafka, ENVIRONMENT);
    open.add(tools.keys());
    return tools;
  }

  private void publish(String id, @Nullable MediaKey key) {
    String topic = kafka.topics().name(Topics.KEYS);
    producer.beginTransaction();
    producer.send(
        new ProducerRecord<>(topic, id, key == null ? null : serializer.serialize(topic, key)));
    producer.commitTransaction();
  }

  private NewKeys writer(Encryption.Tools tools, NewKeys.Sink sink) {
    return new NewKeys(tools.keys(), tools.masters(), 1, sink);
  }

  private NewKeys writer(Encryption.Tools tools) {
    return writer(tools, key -> publish(key.getClipId(), key));
  }

  private static byte[] bytes(Optional<DataKey> key) {
    return key.orElseThrow().bytes();
  }

  @Test
  void newKey_isFoundByOthersAndByWhoeverComesLater() throws Exception {
    Encryption.Tools tools = tools("env:OLD");
    tools.keys().start();
    DataKey made = writer(tools).obtain(unit(1), () -> false);
    assertThat(bytes(tools.keys().find(unit(1)))).isEqualTo(made.bytes());
    assertThat(tools.keys().find(unit(2))).isEmpty();
    assertThat(writer(tools).obtain(unit(1), () -> true))
        .as("another epoch takes the key that is there")
        .isEqualTo(made);
    Encryption.Tools later = tools("env:OLD");
    later.keys().start();
    assertThat(bytes(later.keys().find(unit(1)))).isEqualTo(made.bytes());
  }

  @Test
  void keyIsAppended_beforeItIsUsed() throws Exception {
    Encryption.Tools tools = tools("env:OLD");
    tools.keys().start();
    NewKeys failing =
        writer(
            tools,
            key -> {
              throw new IOException("the spool is full");
            });
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> failing.obtain(unit(1), () -> false))
        .withMessageContaining("spool");
    assertThat(failing.find(unit(1))).isEmpty();
  }

  @Test
  void destroyedKey_isGoneForAllAndNamed() throws Exception {
    Encryption.Tools tools = tools("env:OLD");
    tools.keys().start();
    DataKey unused = writer(tools).obtain(unit(1), () -> false);
    assertThat(tools.keys().find(unit(1))).isPresent();
    publish("front-c1", null);
    tools.keys().catchUp();
    assertThatExceptionOfType(KeyDestroyedException.class)
        .isThrownBy(() -> tools.keys().find(unit(1)))
        .withMessage("key of clip front-c1 was destroyed at its expiry");
  }

  @Test
  void keysThatLieFarBack_areReadFromTheTopic() throws Exception {
    Encryption.Tools tools = tools("env:OLD");
    tools.keys().start();
    NewKeys writer = writer(tools);
    List<byte[]> made = new ArrayList<>();
    String topic = kafka.topics().name(Topics.KEYS);
    producer.beginTransaction();
    NewKeys many =
        writer(
            tools,
            key ->
                producer.send(
                    new ProducerRecord<>(
                        topic, key.getClipId(), serializer.serialize(topic, key))));
    for (int i = 0; i < 6000; i++) {
      made.add(many.obtain(unit(i), () -> false).bytes());
    }
    producer.commitTransaction();
    assertThat(writer).isNotNull();
    tools.keys().catchUp();
    for (int i : new int[] {0, 1, 17, 1500, 5999}) {
      assertThat(bytes(tools.keys().find(unit(i)))).as("key %d", i).isEqualTo(made.get(i));
    }
    assertThat(tools.keys().tally().total()).isEqualTo(6000);
  }

  @Test
  void wrongMasterKey_isNamedAtStart() throws Exception {
    Encryption.Tools tools = tools("env:OLD");
    tools.keys().start();
    DataKey unused = writer(tools).obtain(unit(1), () -> false);
    Encryption.Tools other = tools("env:OTHER");
    assertThatIllegalStateException()
        .isThrownBy(() -> other.keys().start())
        .withMessageContaining("wrong master key")
        .withMessageContaining(tools.masters().currentId())
        .withMessageContaining(other.masters().currentId());
  }

  @Test
  void rotation_wrapsEveryKeyAnewAndLeavesDestroyedOnesDestroyed() throws Exception {
    Encryption.Tools old = tools("env:OLD");
    old.keys().start();
    NewKeys writer = writer(old);
    List<byte[]> made = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      made.add(writer.obtain(unit(i), () -> false).bytes());
    }
    publish("front-c3", null);

    Encryption.Tools both = tools("env:NEW", "env:OLD");
    both.keys().start();
    List<Long> left = new ArrayList<>();
    KeyRotation.Result result =
        both.rotation()
            .run(
                (done, still) -> {
                  left.add(still);
                });
    assertThat(result.rewrapped()).isEqualTo(19);
    assertThat(left).last().isEqualTo(0L);
    assertThat(both.keys().tally().byMaster()).isEqualTo(Map.of(both.masters().currentId(), 19L));
    assertThat(both.rotation().run((done, still) -> {}).rewrapped()).as("again").isZero();

    Encryption.Tools fresh = tools("env:NEW");
    fresh.keys().start();
    for (int i = 0; i < 20; i++) {
      int each = i;
      if (i == 3) {
        assertThatExceptionOfType(KeyDestroyedException.class)
            .isThrownBy(() -> fresh.keys().find(unit(each)));
      } else {
        assertThat(bytes(fresh.keys().find(unit(i)))).isEqualTo(made.get(i));
      }
    }
    old.keys().catchUp();
    assertThat(bytes(old.keys().find(unit(0))))
        .as("who has only the old master key keeps what he has open")
        .isNotNull();
  }

  @Test
  void keyDestroyedWhileItIsWrappedAnew_staysDestroyed() throws Exception {
    Encryption.Tools old = tools("env:OLD");
    old.keys().start();
    DataKey made = writer(old).obtain(unit(1), () -> false);
    Encryption.Tools both = tools("env:NEW", "env:OLD");
    both.keys().start();
    // As a rotation does it that was broken off between its two writes.
    MediaKey again =
        both.masters()
            .wrap(made, MediaKey.newBuilder().setClipId("front-c1").setRecordId("x").build());
    publish("front-c1", null);
    publish("front-c1", again);
    both.keys().catchUp();
    assertThatExceptionOfType(KeyDestroyedException.class)
        .isThrownBy(() -> both.keys().find(unit(1)));
    assertThat(both.rotation().run((done, still) -> {}).destroyedAgain()).isEqualTo(1);
    Encryption.Tools fresh = tools("env:NEW");
    fresh.keys().start();
    assertThatExceptionOfType(KeyDestroyedException.class)
        .isThrownBy(() -> fresh.keys().find(unit(1)));
  }

  @Test
  void destroyedKey_vanishesFromTheBrokersDisk() throws Exception {
    Encryption.Tools tools = tools("env:OLD");
    tools.keys().start();
    List<MediaKey> made = new ArrayList<>();
    NewKeys writer =
        writer(
            tools,
            key -> {
              made.add(key);
              publish(key.getClipId(), key);
            });
    DataKey unused = writer.obtain(unit(1), () -> false);
    byte[] wrapped = made.get(0).getWrapped().array();
    assertThat(liesOnDisk(wrapped)).isTrue();
    hurry();
    publish("front-c1", null);
    // A segment is closed by what is written to it: others come and go all the time.
    int[] next = {100};
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              for (int i = 0; i < 8; i++) {
                DataKey other = writer.obtain(unit(next[0]++), () -> false);
                assertThat(other).isNotNull();
              }
              return !liesOnDisk(wrapped);
            });
    assertThat(bytes(tools.keys().find(unit(100)))).hasSize(32);
  }

  /** The settings of the topic with seconds for hours. */
  private void hurry() throws Exception {
    ConfigResource keys =
        new ConfigResource(ConfigResource.Type.TOPIC, kafka.topics().name(Topics.KEYS));
    List<AlterConfigOp> faster =
        Map.of(
                "max.compaction.lag.ms", "1000",
                "segment.ms", "500",
                "file.delete.delay.ms", "100")
            .entrySet()
            .stream()
            .map(
                each ->
                    new AlterConfigOp(
                        new ConfigEntry(each.getKey(), each.getValue()), AlterConfigOp.OpType.SET))
            .toList();
    try (Admin admin = Admin.create(kafka.admin("test"))) {
      admin.incrementalAlterConfigs(Map.of(keys, faster)).all().get();
    }
  }

  private boolean liesOnDisk(byte[] wrapped) throws IOException {
    String looked = new String(wrapped, StandardCharsets.ISO_8859_1);
    try (var files = Files.walk(folder.resolve("broker"))) {
      for (Path file : files.filter(each -> each.toString().contains(".keys-")).toList()) {
        if (Files.isRegularFile(file) && contains(file, looked)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean contains(Path file, String looked) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains(looked);
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
