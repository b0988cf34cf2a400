package io.sightline.e2e.store;

import io.sightline.avro.Camera;
import io.sightline.avro.Clip;
import io.sightline.avro.Decision;
import io.sightline.avro.Recording;
import io.sightline.avro.RecordingKind;
import io.sightline.clipstore.ClipLayout;
import io.sightline.clipstore.ClipStore;
import io.sightline.clipstore.ClipStore.StagedObject;
import io.sightline.e2e.cluster.Cluster;
import io.sightline.schemas.Ids;
import io.sightline.schemas.Topics;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Stores media as ingest does, and publishes the facts about it. */
record StoredMedia(Cluster cluster, ClipStore store, String camera, int bytes) {
  void publishCamera() {
    cluster.send(
        Topics.CAMERAS,
        camera,
        Camera.newBuilder()
            .setCamera(camera)
            .setVersion(1)
            .setEffectiveFrom(Instant.EPOCH)
            .build());
  }

  /** Of half a minute. */
  Clip clip(Instant captured) throws Exception {
    String id = Ids.clip(camera, captured);
    String prefix = ClipLayout.prefix(camera, id, captured);
    String key = ClipLayout.media(prefix, "mp4");
    Clip clip =
        Clip.newBuilder()
            .setClipId(id)
            .setRecordId(id + "-r0")
            .setCamera(camera)
            .setCameraVersion(1)
            .setActivityId(Ids.activity(camera, captured))
            .setCapturedAt(captured)
            .setEndedAt(captured.plusSeconds(30))
            .setPrefix(prefix)
            .setKey(key)
            .setBytes(bytes)
            .setSha256(commit(key))
            .setRecordedAt(captured.plusSeconds(31))
            .build();
    store.put(ClipLayout.frame(prefix, Ids.frame(camera, captured)), new byte[100]);
    cluster.send(Topics.CLIPS, id, clip);
    return clip;
  }

  /** A piece of a minute. */
  Recording piece(Instant captured) throws Exception {
    String id = Ids.recording(camera, captured);
    String key = ClipLayout.recording(camera, captured, id, "mp4");
    Recording piece =
        Recording.newBuilder()
            .setRecordId(id)
            .setCamera(camera)
            .setCameraVersion(1)
            .setKind(RecordingKind.PIECE)
            .setCapturedAt(captured)
            .setEndedAt(captured.plusSeconds(60))
            .setKey(key)
            .setBytes(bytes)
            .setSha256(commit(key))
            .setRecordedAt(captured.plusSeconds(61))
            .build();
    cluster.send(Topics.RECORDINGS, camera, piece);
    return piece;
  }

  private String commit(String key) throws Exception {
    byte[] media = new byte[bytes];
    new Random(key.hashCode()).nextBytes(media);
    try (StagedObject staged = store.stage(key)) {
      Files.write(staged.path(), media);
      var unused = staged.commit();
    }
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(media));
  }

  /**
   * @param alerts none: there was nothing to tell
   */
  void decided(Clip clip, String... alerts) {
    cluster.send(
        Topics.DECISIONS,
        camera,
        Decision.newBuilder()
            .setRecordId(clip.getActivityId() + "-d")
            .setCamera(camera)
            .setActivityId(clip.getActivityId())
            .setStartedAt(clip.getCapturedAt())
            .setEndedAt(clip.getEndedAt())
            .setClips(List.of(clip.getClipId()))
            .setAlerts(List.of(alerts))
            .build());
  }
}
