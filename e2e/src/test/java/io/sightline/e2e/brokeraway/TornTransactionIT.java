package io.sightline.e2e.brokeraway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.avro.CameraHealth;
import io.sightline.avro.Clip;
import io.sightline.avro.FrameRef;
import io.sightline.e2e.cluster.Cluster;
import io.sightline.ingest.spool.FactCodec;
import io.sightline.ingest.spool.FactLogException;
import io.sightline.ingest.spool.KafkaFactLog;
import io.sightline.ingest.spool.Spool;
import io.sightline.ingest.spool.SpoolPublisher;
import io.sightline.ingest.spool.SpoolSettings;
import io.sightline.ingest.spool.SpoolSettings.WhenFull;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A transaction that a real broker committed in some partitions and aborted in others. */
class TornTransactionIT {
  private static final String CURSORS = "__consumer_offsets";
  private static final String FRAMES = "sightline.frames";
  private static final String HEALTH = "sightline.health";
  private static final String CLIPS = "sightline.clips";

  @TempDir static Path brokerFolder;
  private static Cluster cluster;
  private static Admin admin;
  private static int runs;

  private final String camera = "cam-" + runs++;
  private final AtomicReference<Set<String>> tearOff = new AtomicReference<>(Set.of());
  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    cluster = Cluster.start(brokerFolder);
    admin = Admin.create(cluster.kafka().admin("tear"));
  }

  @AfterAll
  static void stop() throws Exception {
    admin.close();
    cluster.close();
  }

  static Stream<Set<String>> torn() {
    return Stream.of(
        Set.of(FRAMES),
        Set.of(CURSORS),
        Set.of(FRAMES, CURSORS),
        Set.of(HEALTH, CLIPS, CURSORS),
        Set.of(FRAMES, HEALTH, CLIPS));
  }

  private SpoolPublisher publisher(Spool spool) {
    KafkaSettings kafka = cluster.kafka();
    return new SpoolPublisher(
        "publisher",
        spool,
        codec(),
        () ->
            new TornLog(
                new KafkaFactLog(
                    kafka.topics(),
                    0,
                    kafka.transactionalProducer(camera, camera),
                    kafka.consumer(camera + "-cursor", camera + "-spool")),
                admin,
                tearOff),
        1,
        () -> {});
  }

  private static FactCodec codec() {
    KafkaSettings kafka = cluster.kafka();
    return new FactCodec(
        kafka.topics(),
        AvroSerdes.serializer(kafka),
        Map.of(
            "frames", AvroSerdes.deserializer(kafka, Topics.FRAMES),
            "health", AvroSerdes.deserializer(kafka, Topics.HEALTH),
            "clips", AvroSerdes.deserializer(kafka, Topics.CLIPS)));
  }

  private Spool spool() throws Exception {
    return Spool.open(folder, new SpoolSettings(1 << 20, 256, WhenFull.FAIL));
  }

  /** A record for each of three topics. */
  private long append(Spool spool, int number) throws Exception {
    String id = camera + "-" + number;
    FrameRef frame = FrameRef.newBuilder().setCamera(camera).setRecordId(id).build();
    CameraHealth health = CameraHealth.newBuilder().setCamera(camera).setRecordId(id).build();
    Clip clip = Clip.newBuilder().setCamera(camera).setRecordId(id).setClipId(id).build();
    FactCodec codec = codec();
    return spool.append(
        List.of(
            codec.encode(Topics.FRAMES, camera, frame),
            codec.encode(Topics.HEALTH, camera, health),
            codec.encode(Topics.CLIPS, id, clip)));
  }

  @ParameterizedTest
  @MethodSource("torn")
  void publisherThatGoesOn_sendsAgainWhatDoesNotCount(Set<String> torn) throws Exception {
    try (Spool spool = spool();
        SpoolPublisher publisher = publisher(spool)) {
      publisher.takeOver();
      publisher.start();
      publisher.whenPublished(append(spool, 1)).get(60, TimeUnit.SECONDS);
      tearOff.set(torn);
      long end = 0;
      for (int i = 2; i <= 9; i++) {
        end = append(spool, i);
      }
      publisher.whenPublished(end).get(60, TimeUnit.SECONDS);
    }
    eachOnceInOrder(9);
  }

  @ParameterizedTest
  @MethodSource("torn")
  void processThatDied_sendsAgainWhatDoesNotCount(Set<String> torn) throws Exception {
    try (Spool spool = spool()) {
      try (SpoolPublisher publisher = publisher(spool)) {
        publisher.takeOver();
      }
      append(spool, 1);
      append(spool, 2);
      tearOff.set(torn);
      try (SpoolPublisher publisher = publisher(spool)) {
        assertThatThrownBy(publisher::takeOver)
            .isInstanceOf(FactLogException.class)
            .hasMessage("torn");
      }
    }
    try (Spool spool = spool();
        SpoolPublisher publisher = publisher(spool)) {
      append(spool, 3);
      publisher.takeOver();
    }
    eachOnceInOrder(3);
  }

  private void eachOnceInOrder(int last) {
    List<String> all = IntStream.rangeClosed(1, last).mapToObj(i -> camera + "-" + i).toList();
    assertThat(
            cluster.values(Topics.FRAMES).stream()
                .filter(frame -> frame.getCamera().equals(camera))
                .map(FrameRef::getRecordId))
        .containsExactlyElementsOf(all);
    assertThat(
            cluster.values(Topics.HEALTH).stream()
                .filter(health -> health.getCamera().equals(camera))
                .map(CameraHealth::getRecordId))
        .containsExactlyElementsOf(all);
    assertThat(
            cluster.values(Topics.CLIPS).stream()
                .filter(clip -> clip.getCamera().equals(camera))
                .map(Clip::getRecordId))
        .containsExactlyElementsOf(all);
  }
}
