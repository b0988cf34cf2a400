package io.sightline.e2e.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.avro.Alert;
import io.sightline.avro.AlertClip;
import io.sightline.avro.Clip;
import io.sightline.avro.ClipState;
import io.sightline.avro.Decision;
import io.sightline.avro.Expiry;
import io.sightline.avro.Recording;
import io.sightline.avro.RecordingKind;
import io.sightline.clipstore.ClipLayout;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.console.ConsoleConfig;
import io.sightline.console.ConsoleServices;
import io.sightline.runtime.Health;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.LinksConfig;
import io.sightline.runtime.Service;
import io.sightline.schemas.Ids;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.schemas.serde.AvroSerializer;
import io.sightline.standalone.broker.BrokerSettings;
import io.sightline.standalone.broker.EmbeddedBroker;
import io.sightline.standalone.registry.EmbeddedRegistry;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleIT {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Topics NAMES = new Topics("sightline");
  @TempDir Path folder;
  private EmbeddedBroker broker;
  private EmbeddedRegistry registry;
  private KafkaSettings kafka;
  private KafkaProducer<String, byte[]> producer;
  private FilesClipStore store;
  private List<Service> services = List.of();
  private int port;
  private final AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>();

  @BeforeEach
  void start() throws Exception {
    broker = new EmbeddedBroker(BrokerSettings.local(folder.resolve("broker")));
    broker.start();
    registry = new EmbeddedRegistry(broker::bootstrapServers, "127.0.0.1", 0);
    registry.start();
    Map<String, String> properties = Map.of("bootstrap.servers", broker.bootstrapServers());
    kafka = new KafkaSettings(NAMES, 2, 1, properties, registry.url());
    serializer.configure(kafka.serde(), false);
    producer =
        new KafkaProducer<>(
            kafka.transactionalProducer("test", "test"),
            new StringSerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    store = new FilesClipStore(folder.resolve("clips"));
  }

  @AfterEach
  void stop() {
    services.forEach(Service::close);
    store.close();
    producer.close();
    registry.close();
    broker.close();
  }

  private void createTopics() throws Exception {
    try (Admin admin = Admin.create(kafka.admin("test"))) {
      List<NewTopic> topics =
          Topics.ALL.stream().map(topic -> new NewTopic(NAMES.name(topic), 2, (short) 1)).toList();
      admin.createTopics(topics).all().get();
    }
  }

  private void startConsole() throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    ConsoleConfig config = new ConsoleConfig(null, port, null, null, null, null, null, null, null);
    services =
        ConsoleServices.create(
            config,
            LinksConfig.OFF,
            kafka,
            store,
            erasure -> "",
            Clock.systemUTC(),
            new SimpleMeterRegistry());
    for (Service service : services) {
      service.start();
    }
  }

  private void send(Topic<?> topic, String key, @Nullable SpecificRecord value) {
    String name = NAMES.name(topic);
    producer.send(new ProducerRecord<>(name, key, serializer.serialize(name, value)));
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode json(String path) throws Exception {
    return new ObjectMapper().readTree(get(path).body());
  }

  private static Alert alert(String id, Instant start) {
    return Alert.newBuilder()
        .setAlertId(id)
        .setRecordId(id + "-0")
        .setCamera("room")
        .setStartedAt(start)
        .setEndedAt(start.plusSeconds(5))
        .setClips(
            List.of(AlertClip.newBuilder().setClipId("room-c1").setState(ClipState.READY).build()))
        .build();
  }

  private static Clip clip() {
    String prefix = "room/2026-11-22/room-c1/";
    return Clip.newBuilder()
        .setClipId("room-c1")
        .setRecordId("room-c1-0")
        .setCamera("room")
        .setPrefix(prefix)
        .setKey(prefix + "clip.mp4")
        .setContainer("mp4")
        .build();
  }

  @Test
  void committedRecords_areShownWithTheirMediaAndAbortedOnesAreNot() throws Exception {
    createTopics();
    store.put(clip().getKey(), "media".getBytes(StandardCharsets.US_ASCII));
    producer.beginTransaction();
    send(Topics.ALERTS, "room", alert("room-i1", NOON));
    send(Topics.CLIPS, "room-c1", clip());
    producer.commitTransaction();
    producer.beginTransaction();
    send(Topics.ALERTS, "room", alert("room-i2", NOON));
    producer.flush();
    producer.abortTransaction();
    startConsole();

    await()
        .untilAsserted(() -> assertThat(json("/api/status").get("caught_up")).hasToString("true"));
    assertThat(json("/api/alerts").get("alerts")).hasSize(1);
    assertThat(json("/api/alerts/room-i1").at("/clips/0/state").asText()).isEqualTo("ready");
    assertThat(get("/media/clips/room-c1").body()).isEqualTo("media");

    producer.beginTransaction();
    send(Topics.CLIPS, "room-c1", null);
    Decision.Builder decision =
        Decision.newBuilder().setRecordId("r").setActivityId("room-a1").setCamera("room");
    send(Topics.DECISIONS, "room", decision.setCapturedAt(NOON).build());
    producer.commitTransaction();
    await()
        .untilAsserted(
            () ->
                assertThat(json("/api/alerts/room-i1").at("/clips/0/state").asText())
                    .isEqualTo("gone"));
    assertThat(get("/media/clips/room-c1").statusCode()).isEqualTo(404);
    await().untilAsserted(() -> assertThat(json("/api/decisions").get("decisions")).hasSize(1));
  }

  private static Recording piece(String camera, Instant start) {
    String id = Ids.recording(camera, start);
    return Recording.newBuilder()
        .setRecordId(id)
        .setCamera(camera)
        .setCapturedAt(start)
        .setEndedAt(start.plusSeconds(60))
        .setKind(RecordingKind.PIECE)
        .setKey(ClipLayout.recording(camera, start, id, "mp4"))
        .setContainer("mp4")
        .setRecordedAt(start.plusSeconds(60))
        .build();
  }

  /** As ingest and retention do it: after what it tells of, and with the camera's own records. */
  private void publish(
      Topic<?> topic, String camera, String key, Instant at, SpecificRecord value) {
    String name = NAMES.name(topic);
    byte[] bytes = camera.getBytes(StandardCharsets.UTF_8);
    int partition = BuiltInPartitioner.partitionForKey(bytes, 2);
    byte[] written = serializer.serialize(name, value);
    producer.send(new ProducerRecord<>(name, partition, at.toEpochMilli(), key, written));
  }

  private void publishPiece(String camera, Instant start) {
    publish(Topics.RECORDINGS, camera, camera, start.plusSeconds(61), piece(camera, start));
  }

  @Test
  void recordingsOfADay_areFoundAmongOthersAndPlayed() throws Exception {
    createTopics();
    Instant midnight = NOON.minusSeconds(12 * 3600);
    producer.beginTransaction();
    for (int hour = -24; hour < 48; hour++) {
      Instant start = midnight.plusSeconds(3600L * hour);
      publishPiece("room", start);
      publishPiece("yard", start.plusSeconds(1));
    }
    Expiry gone =
        Expiry.newBuilder()
            .setClipId(Ids.hour("room", NOON))
            .setRecordId(Ids.hour("room", NOON) + "-e1")
            .setCamera("room")
            .setCause("erasure")
            .setDeletedAt(NOON.plusSeconds(90_000))
            .build();
    publish(Topics.EXPIRIES, "room", gone.getClipId(), gone.getDeletedAt(), gone);
    producer.commitTransaction();
    producer.beginTransaction();
    publishPiece("room", NOON.plusSeconds(60));
    producer.flush();
    producer.abortTransaction();
    String media = String.valueOf(piece("room", midnight).getKey());
    store.put(media, "moving pictures".getBytes(StandardCharsets.US_ASCII));
    startConsole();

    JsonNode day =
        json(
            "/api/recordings?camera=room&from=" + midnight + "&to=" + midnight.plusSeconds(86_400));
    assertThat(day.get("pieces")).hasSize(24);
    assertThat(day.get("pieces"))
        .allSatisfy(piece -> assertThat(piece.get("piece_id").asText()).startsWith("room-r"));
    assertThat(day.get("complete").asBoolean()).isTrue();
    assertThat(day.at("/pieces/12/deleted/words").asText()).isEqualTo("Erased on request.");
    assertThat(day.at("/pieces/11/deleted").isNull()).isTrue();
    assertThat(get(day.at("/pieces/0/url").asText()).body()).isEqualTo("moving pictures");

    String other = Ids.recording("yard", midnight.plusSeconds(3601));
    assertThat(get("/media/recordings/" + other).body()).contains("an object in the clip store");
    String never = Ids.recording("room", midnight.plusSeconds(60));
    assertThat(get("/media/recordings/" + never).body()).contains("one that is on record");
  }

  @Test
  void startedBeforeTheTopics_waitsForThem() throws Exception {
    startConsole();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> json("/api/status").get("detail").asText().contains("is not there yet"));
    createTopics();
    producer.beginTransaction();
    producer.send(new ProducerRecord<>(NAMES.name(Topics.ALERTS), "room", new byte[] {9, 9}));
    send(Topics.ALERTS, "room", alert("room-i1", NOON));
    producer.commitTransaction();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(json("/api/alerts").get("alerts")).hasSize(1));
    assertThat(json("/api/status").get("unreadable").asInt()).isEqualTo(1);
    assertThat(services)
        .extracting(service -> service.health().state())
        .contains(Health.State.DEGRADED);
  }
}
