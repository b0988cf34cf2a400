package io.sightline.ingest.recording;

import io.sightline.avro.GapCause;
import io.sightline.avro.Recording;
import io.sightline.avro.RecordingKind;
import io.sightline.ingest.clip.StoredClip;
import io.sightline.ingest.media.StreamInfo;
import io.sightline.runtime.Build;
import io.sightline.schemas.Ids;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded of one camera in one epoch, told so that the pieces and gaps between a begin and
 * an end leave out no time. Lives as long as the epoch, whatever becomes of sessions and sources.
 * Used by one thread at a time.
 */
public final class RecordingLog {
  /** Where the facts go, in order. */
  public interface Sink {
    void append(Recording recording) throws IOException;
  }

  private final String camera;
  private final long epoch;
  private final Sink sink;
  private long endMicros = -1;
  private long newestMicros = -1;
  private boolean recovered;
  private @Nullable GapCause cause;
  private String detail = "";

  public RecordingLog(String camera, long epoch, Sink sink) {
    this.camera = camera;
    this.epoch = epoch;
    this.sink = sink;
  }

  /** The epoch before had come to this. */
  public void resume(long micros) {
    endMicros = micros;
    newestMicros = micros;
  }

  public String camera() {
    return camera;
  }

  /** Up to when all is told; -1 while nothing is to be recorded. */
  public long endMicros() {
    return endMicros;
  }

  /** Newest capture time that was told, also while nothing is to be recorded; -1 if none. */
  public long newestMicros() {
    return newestMicros;
  }

  /** Whether what epochs before left has been seen to. */
  boolean isRecovered() {
    return recovered;
  }

  void recovered() {
    recovered = true;
  }

  /** Why what follows is missing. The first cause since the newest piece counts. */
  void interrupted(GapCause why, String forPeople) {
    if (cause == null) {
      cause = why;
      detail = forPeople;
    }
  }

  /** A piece is about to begin: says so, or what is missing before it. */
  void begin(long startMicros, int cameraVersion) throws IOException {
    if (endMicros < 0) {
      write(
          record(RecordingKind.BEGAN, startMicros, startMicros, cameraVersion)
              .setRecordId(Ids.recording(camera, instant(startMicros)) + "-began"));
    } else if (startMicros > endMicros) {
      write(
          record(RecordingKind.GAP, endMicros, startMicros, cameraVersion)
              .setRecordId(Ids.gap(camera, instant(endMicros)))
              .setCause(cause == null ? GapCause.UNKNOWN : cause)
              .setDetail(detail));
    }
    cause = null;
    detail = "";
  }

  /** A committed piece. */
  void piece(StoredClip stored, Span span, Instant recordedAt) throws IOException {
    StreamInfo info = span.info();
    write(
        record(RecordingKind.PIECE, span.startMicros(), span.endMicros(), span.cameraVersion())
            .setRecordId(Ids.recording(camera, instant(span.startMicros())))
            .setKey(stored.key())
            .setBytes(stored.bytes())
            .setSha256(stored.sha256())
            .setEncryption(stored.encryption())
            .setContainer(stored.written().container())
            .setVideoCodec(stored.written().videoCodec())
            .setAudioCodec(stored.written().audioCodec())
            .setWidth(info == null ? 0 : info.width())
            .setHeight(info == null ? 0 : info.height())
            .setRecordedAt(recordedAt)
            .setSalvaged(span.salvaged()));
  }

  /** Nothing is to be recorded from here on. */
  public void end(int cameraVersion) throws IOException {
    if (endMicros >= 0) {
      write(
          record(RecordingKind.ENDED, endMicros, endMicros, cameraVersion)
              .setRecordId(Ids.recording(camera, instant(endMicros)) + "-ended"));
      endMicros = -1;
    }
    cause = null;
    detail = "";
  }

  private Recording.Builder record(
      RecordingKind kind, long startMicros, long endMicros, int cameraVersion) {
    return Recording.newBuilder()
        .setCamera(camera)
        .setKind(kind)
        .setCapturedAt(instant(startMicros))
        .setEndedAt(instant(endMicros))
        .setEpoch(epoch)
        .setBuild(Build.version())
        .setCameraVersion(cameraVersion);
  }

  private void write(Recording.Builder builder) throws IOException {
    Recording recording = builder.build();
    sink.append(recording);
    endMicros = ChronoUnit.MICROS.between(Instant.EPOCH, recording.getEndedAt());
    newestMicros = Math.max(newestMicros, endMicros);
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /**
   * The time that a piece covers.
   *
   * @param info null if nobody knows any more
   */
  record Span(
      long startMicros,
      long endMicros,
      int cameraVersion,
      @Nullable StreamInfo info,
      boolean salvaged) {}
}
