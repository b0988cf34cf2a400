package io.sightline.console;

import io.sightline.avro.Expiry;
import io.sightline.avro.Recording;
import io.sightline.console.recordings.RecordedSpan;
import io.sightline.console.recordings.RecordingLog;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a test says was recorded. */
public final class MemoryRecordings implements RecordingLog {
  public final List<Recording> told = new CopyOnWriteArrayList<>();
  public final List<Expiry> deletions = new CopyOnWriteArrayList<>();
  public volatile boolean away;
  public volatile boolean complete = true;

  @Override
  public RecordedSpan of(String camera, Instant from, Instant to) throws IOException {
    look();
    List<Recording> found =
        told.stream()
            .filter(each -> each.getCamera().equals(camera))
            .filter(each -> each.getCapturedAt().isBefore(to) && each.getEndedAt().isAfter(from))
            .toList();
    return new RecordedSpan(found, deletions, complete);
  }

  @Override
  public Optional<Recording> piece(String pieceId) throws IOException {
    look();
    return told.stream().filter(each -> each.getRecordId().equals(pieceId)).findFirst();
  }

  private void look() throws IOException {
    if (away) {
      throw new IOException("no broker");
    }
  }
}
