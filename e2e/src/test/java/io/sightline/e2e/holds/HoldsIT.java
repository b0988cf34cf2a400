package io.sightline.e2e.holds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.avro.Camera;
import io.sightline.avro.Clip;
import io.sightline.avro.Expiry;
import io.sightline.avro.Hold;
import io.sightline.avro.HoldState;
import io.sightline.clipstore.ClipLayout;
import io.sightline.clipstore.ClipStore.StoredObject;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.retention.RetentionConfig;
import io.sightline.retention.RetentionServices;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.Service;
import io.sightline.schemas.Ids;
import io.sightline.schemas.Topics;
import io.sightline.standalone.hold.Holds;
import io.sightline.standalone.records.TopicRecords;
import io.sightline.standalone.scripted.Platform;
import io.sightline.standalone.scripted.Publisher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hold of a camera's span reaches its clips in all partitions, and keeps them. */
class HoldsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int CLIPS = 12;

  @TempDir private Path folder;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

  @Test
  void heldSpan_staysInAllPartitionsUntilItIsReleased() throws Exception {
    try (Platform platform = new Platform(folder.resolve("broker"), 4);
        FilesClipStore store = new FilesClipStore(folder.resolve("clips"))) {
      KafkaSettings kafka = platform.kafka();
      List<Service> services =
          RetentionServices.create(
              RetentionConfig.DEFAULT,
              kafka,
              store,
              0,
              folder.resolve("state"),
              new SimpleMeterRegistry());
      try {
        for (Service service : services) {
          service.start();
        }
        held(kafka, store);
      } finally {
        services.forEach(Service::close);
      }
    }
  }

  private void held(KafkaSettings kafka, FilesClipStore store) throws Exception {
    Holds holds = new Holds(kafka);
    holds.place(hold());
    await().atMost(PATIENCE).until(() -> isIn(HoldState.HELD, holds));
    List<String> front = new ArrayList<>();
    try (Publisher publisher = new Publisher(kafka, 0)) {
      for (String camera : List.of("front", "yard")) {
        publisher.publish(Topics.CAMERAS, camera, camera(camera));
        for (int i = 0; i < CLIPS; i++) {
          Clip clip = clip(camera, now.plusSeconds(i));
          store.put(clip.getKey(), new byte[10]);
          publisher.publish(Topics.CLIPS, clip.getClipId(), clip);
          if (camera.equals("front")) {
            front.add(clip.getKey());
          }
        }
      }
      publisher.flush();
    }
    await().atMost(PATIENCE).until(() -> expired(kafka).size() == CLIPS);
    assertThat(expired(kafka)).extracting(Expiry::getCamera).containsOnly("yard");
    assertThat(media(store)).containsExactlyInAnyOrderElementsOf(front);
    holds.release("case-7", "ann", "closed", now);
    await().atMost(PATIENCE).until(() -> expired(kafka).size() == 2 * CLIPS);
    assertThat(media(store)).isEmpty();
  }

  private static List<String> media(FilesClipStore store) throws IOException {
    return store.list("").stream()
        .map(StoredObject::key)
        .filter(key -> !key.startsWith(ClipLayout.LEDGER))
        .toList();
  }

  private static boolean isIn(HoldState state, Holds holds) {
    Hold hold = holds.get("case-7");
    return hold != null && hold.getState() == state;
  }

  private static List<Expiry> expired(KafkaSettings kafka) {
    return TopicRecords.committed(kafka, Topics.EXPIRIES).stream()
        .map(ConsumerRecord::value)
        .toList();
  }

  private Hold hold() {
    return Hold.newBuilder()
        .setHoldId("case-7")
        .setRecordId("case-7-requested")
        .setCamera("front")
        .setSpanFrom(now.minusSeconds(60))
        .setSpanTo(now.plusSeconds(60))
        .setState(HoldState.REQUESTED)
        .setWhy("theft")
        .setPlacedAt(now)
        .build();
  }

  private static Camera camera(String id) {
    return Camera.newBuilder().setCamera(id).setVersion(1).setRetentionS(1).build();
  }

  private Clip clip(String camera, Instant start) {
    String id = Ids.clip(camera, start);
    String prefix = ClipLayout.prefix(camera, id, start);
    return Clip.newBuilder()
        .setClipId(id)
        .setRecordId(id + "-r0")
        .setCamera(camera)
        .setCameraVersion(1)
        .setCapturedAt(start)
        .setEndedAt(start.plusSeconds(1))
        .setPrefix(prefix)
        .setKey(ClipLayout.media(prefix, "mp4"))
        .setBytes(10)
        .setSha256("ab".repeat(32))
        .setRecordedAt(now)
        .build();
  }
}
