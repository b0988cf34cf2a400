package io.sightline.standalone.soak;

import io.sightline.avro.Recording;
import io.sightline.avro.RecordingKind;
import io.sightline.ingest.ffmpeg.FfmpegSource;
import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.MediaSource;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.SourceOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what was recorded, and counts the pictures that are there and those that are missing. */
final class StoredPictures {
  private final Path store;
  private final double fps;
  private final List<String> broken = new ArrayList<>();
  private final Map<String, Instant> ends = new HashMap<>();
  private int pieces;
  private long pictures;
  private long missing;

  /**
   * @param fps of each camera
   */
  StoredPictures(Path store, double fps) {
    this.store = store;
    this.fps = fps;
  }

  /** The next record of its camera. */
  void take(Recording recording) throws SourceException {
    Instant end = ends.put(recording.getCamera(), recording.getEndedAt());
    if (end != null && !end.equals(recording.getCapturedAt())) {
      broken.add(recording.getRecordId() + ": begins not at " + end);
    }
    if (recording.getKind() == RecordingKind.GAP) {
      broken.add(
          "%s: %s, %s"
              .formatted(recording.getRecordId(), recording.getCause(), recording.getDetail()));
    } else if (recording.getKind() == RecordingKind.PIECE) {
      pieces++;
      read(recording);
    }
  }

  /** Packets are read, not decoded. */
  private void read(Recording piece) throws SourceException {
    String file = store.resolve(String.valueOf(piece.getKey())).toString();
    long last = -1;
    int before = (int) missing;
    try (MediaSource source = FfmpegSource.open(file, SourceOptions.defaults())) {
      source.takeDecoder();
      for (MediaEvent event = source.next(); event != null; event = source.next()) {
        if (event instanceof MediaEvent.Packet packet) {
          missing += last < 0 ? 0 : between(last, packet.ptsMicros());
          last = packet.ptsMicros();
          pictures++;
        }
      }
    }
    if (missing > before) {
      broken.add(piece.getRecordId() + ": " + (missing - before) + " pictures are missing");
    }
  }

  private long between(long lastMicros, long nextMicros) {
    return Math.max(0, Math.round((nextMicros - lastMicros) * fps / 1e6) - 1);
  }

  int pieces() {
    return pieces;
  }

  long pictures() {
    return pictures;
  }

  long missing() {
    return missing;
  }

  int cameras() {
    return ends.size();
  }

  /** One line for each thing that must hold and does not. */
  List<String> broken() {
    return broken;
  }
}
