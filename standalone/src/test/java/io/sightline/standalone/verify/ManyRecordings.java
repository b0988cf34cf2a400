package io.sightline.standalone.verify;

import io.sightline.avro.Clip;
import io.sightline.avro.Expiry;
import io.sightline.avro.Recording;
import io.sightline.avro.RecordingKind;
import io.sightline.clipstore.ClipLayout;
import io.sightline.clipstore.ClipStore.StoredObject;
import io.sightline.retention.audit.LedgerChain.Told;
import io.sightline.schemas.Ids;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Pieces of a minute of ten cameras, and one difference of each kind. */
final class ManyRecordings {
  static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final Instant FROM = NOW.minus(Duration.ofDays(30));
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(60));
  private static final int CAMERAS = 10;

  private final int count;

  ManyRecordings(int count) {
    this.count = count;
  }

  /** In a JVM of its own: prints how much it found. */
  public static void main(String[] arguments) throws Exception {
    int parts = Integer.parseInt(arguments[1]);
    try (Gathered gathered = new Gathered(Path.of(arguments[0]), parts)) {
      new ManyRecordings(120_000).gather(gathered);
      int found = gathered.differences(NOW, Duration.ZERO, (count, of) -> {}).size();
      System.out.printf(
          "%d findings, %d objects%n", found, gathered.report(0, List.of()).objects());
    }
  }

  void gather(Gathered gathered) {
    for (int i = 0; i < count; i++) {
      Recording piece = piece("cam-" + i % CAMERAS, FROM.plusSeconds(60L * (i / CAMERAS)));
      gathered.recording(piece);
      if (!piece.getKey().equals(missing())) {
        gathered.object(new StoredObject(piece.getKey(), piece.getBytes()));
      }
    }
    gathered.object(new StoredObject(orphan(), 5));
    gathered.object(new StoredObject(resurrected(), 50));
    gathered.recording(piece("cam-0", LONG_AGO));
    gathered.dataKey(goneHour());
    expired(gathered, goneHour(), LONG_AGO, 0);
    expired(gathered, goneHour(), LONG_AGO, 1);
    Clip early = clip(early(), NOW.plusSeconds(60));
    gathered.clip(early);
    gathered.object(new StoredObject(early.getKey(), early.getBytes()));
    expired(gathered, early(), early.getDeadline(), 2);
    Clip overdue = clip(overdue(), NOW.minusSeconds(60));
    gathered.clip(overdue);
    gathered.clip(clip("gone", NOW.minusSeconds(60)));
    gathered.clipGone("gone");
  }

  private static Recording piece(String camera, Instant start) {
    String id = Ids.recording(camera, start);
    return Recording.newBuilder()
        .setRecordId(id)
        .setCamera(camera)
        .setCapturedAt(start)
        .setKind(RecordingKind.PIECE)
        .setKey(ClipLayout.recording(camera, start, id, "mp4"))
        .setBytes(50)
        .setSha256("ab".repeat(32))
        .build();
  }

  private static Clip clip(String id, Instant deadline) {
    String prefix = ClipLayout.prefix("cam-1", id, LONG_AGO);
    return Clip.newBuilder()
        .setClipId(id)
        .setRecordId(id + "-r1")
        .setCamera("cam-1")
        .setRevision(1)
        .setPrefix(prefix)
        .setKey(ClipLayout.media(prefix, "mp4"))
        .setBytes(100)
        .setRecordedAt(LONG_AGO)
        .setDeadline(deadline)
        .build();
  }

  private static void expired(Gathered gathered, String id, Instant deadline, int offset) {
    Expiry entry =
        Expiry.newBuilder()
            .setClipId(id)
            .setRecordId(id + "-e")
            .setCause("due")
            .setDeadline(deadline)
            .setDeletedAt(NOW.minusSeconds(90))
            .build();
    gathered.entry(entry, new Told(0, entry.getRecordId(), "expiries-0@" + offset));
  }

  String missing() {
    return piece("cam-3", FROM.plusSeconds(60)).getKey();
  }

  String orphan() {
    return "cam-1/2026-02-01/cam-1-evil/clip.mp4";
  }

  String resurrected() {
    return piece("cam-0", LONG_AGO).getKey();
  }

  String goneHour() {
    return Ids.hour("cam-0", LONG_AGO);
  }

  String early() {
    return Ids.clip("cam-1", LONG_AGO);
  }

  String overdue() {
    return Ids.clip("cam-1", LONG_AGO.plusSeconds(600));
  }
}
