package io.sightline.ingest.camera;

import io.sightline.avro.Clip;
import io.sightline.clipstore.ClipLayout;
import io.sightline.ingest.clip.ClipCutter;
import io.sightline.ingest.clip.ClipRecorder;
import io.sightline.ingest.clip.StoredClip;
import io.sightline.ingest.media.MediaEvent.Packet;
import io.sightline.ingest.media.StreamInfo;
import io.sightline.runtime.Build;
import io.sightline.schemas.Ids;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The clips of one activity, piece by piece. A piece that fails is given up, the next one tried.
 */
final class ClipPieces implements AutoCloseable {
  private final CameraContext context;
  private final StreamInfo info;
  private final long originMicros;
  private final int video;
  private final HealthReporter health;

  private String clipId = "";
  private String prefix = "";
  private @Nullable ClipRecorder recorder;
  private @Nullable ClipCutter cutter;

  ClipPieces(CameraContext context, StreamInfo info, long originMicros, HealthReporter health) {
    this.context = context;
    this.info = info;
    this.originMicros = originMicros;
    this.video = HealthReporter.video(info);
    this.health = health;
  }

  /** The piece at hand, also if it could not be opened: frames lie under its prefix. */
  String clipId() {
    return clipId;
  }

  String prefix() {
    return prefix;
  }

  /** Names the next piece. */
  void name(long startMicros) {
    clipId = Ids.clip(context.camera().getCamera(), Micros.instant(startMicros));
    prefix = ClipLayout.prefix(context.camera().getCamera(), clipId, Micros.instant(startMicros));
  }

  /** Opens the piece just named with packets that begin with a key picture. */
  void open(List<Packet> packets) throws IOException {
    if (packets.isEmpty()) {
      return; // no key picture yet: the next one begins a piece
    }
    cutter = ClipCutter.begin(context.camera().getClipMaxMs() * 1000, packets.get(0).ptsMicros());
    try {
      recorder = ClipRecorder.open(context.store(), context.writers(), prefix, info);
      for (Packet packet : packets) {
        recorder.write(packet);
        follow(packet);
      }
    } catch (IOException e) {
      giveUp(e);
    }
  }

  /** True if the packet is to begin a new piece: the last is full, or failed. */
  boolean isDue(Packet packet) {
    if (packet.stream() != video || !packet.key()) {
      return false;
    }
    return recorder == null || cutter == null || cutter.cutsAt(packet.ptsMicros());
  }

  void write(Packet packet) throws IOException {
    ClipRecorder open = recorder;
    if (open == null) {
      return;
    }
    try {
      open.write(packet);
      follow(packet);
    } catch (IOException e) {
      giveUp(e);
    }
  }

  private void follow(Packet packet) {
    ClipCutter at = cutter;
    if (at != null && packet.stream() == video && packet.key() && !atStart(at, packet)) {
      cutter = new ClipCutter(at.maxMicros(), at.startMicros(), packet.ptsMicros());
    }
  }

  private static boolean atStart(ClipCutter cutter, Packet packet) {
    return packet.ptsMicros() == cutter.startMicros();
  }

  /** Completes the piece; empty if it failed. */
  Optional<Clip> finish(String activityId, long epoch) throws IOException {
    ClipRecorder open = recorder;
    if (open == null) {
      return Optional.empty();
    }
    recorder = null;
    try (open) {
      StoredClip stored = open.finish();
      context.metrics().clips.increment();
      health.works();
      return Optional.of(record(stored, activityId, epoch));
    } catch (IOException e) {
      failed(e);
      return Optional.empty();
    }
  }

  private Clip record(StoredClip stored, String activityId, long epoch) {
    return ClipRecords.of(
        clipId,
        prefix,
        stored,
        Clip.newBuilder()
            .setCamera(context.camera().getCamera())
            .setActivityId(activityId)
            .setEpoch(epoch)
            .setBuild(Build.version())
            .setCameraVersion(context.camera().getVersion())
            .setWidth(info.width())
            .setHeight(info.height())
            .setCapturedAt(Micros.instant(originMicros + stored.written().firstPtsMicros()))
            .setEndedAt(Micros.instant(originMicros + stored.written().lastPtsMicros()))
            .setRecordedAt(context.clock().instant()));
  }

  private void giveUp(IOException e) throws IOException {
    close();
    failed(e);
  }

  private void failed(IOException e) throws IOException {
    context.metrics().clipFailures.increment();
    health.problem("cannot store clip " + clipId + ": " + e);
  }

  @Override
  public void close() {
    ClipRecorder open = recorder;
    recorder = null;
    if (open != null) {
      open.close();
    }
  }
}
