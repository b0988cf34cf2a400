package io.sightline.ingest.camera;

import io.sightline.avro.ActivityKind;
import io.sightline.avro.Clip;
import io.sightline.clipstore.ClipLayout;
import io.sightline.ingest.clip.ClipCutter;
import io.sightline.ingest.clip.ClipRecorder;
import io.sightline.ingest.clip.StoredClip;
import io.sightline.ingest.media.MediaEvent.Packet;
import io.sightline.ingest.space.Media;
import io.sightline.runtime.Build;
import io.sightline.schemas.Ids;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The clips of one activity, piece by piece. A piece that fails is given up, the next one tried.
 */
final class ClipPieces implements AutoCloseable {
  private static final long RETRY_MICROS = 5_000_000;

  private final CameraContext context;
  private final ActivityKind kind;
  private final HealthReporter health;
  private @Nullable MainStream stream;
  private boolean unfinished;
  private String clipId = "";
  private String prefix = "";
  private @Nullable ClipRecorder recorder;
  private @Nullable ClipCutter cutter;

  /**
   * @param stream whose packets come; null if none do for now
   */
  ClipPieces(
      CameraContext context,
      ActivityKind kind,
      HealthReporter health,
      @Nullable MainStream stream) {
    this.context = context;
    this.kind = kind;
    this.health = health;
    this.stream = stream;
  }

  /** What comes from here on is of another stream, if anything does; the piece is finished. */
  void follow(@Nullable MainStream next) {
    stream = next;
    cutter = null;
  }

  private MainStream stream() {
    MainStream followed = stream;
    if (followed == null) {
      throw new IllegalStateException("clip " + clipId + ": a packet of no stream");
    }
    return followed;
  }

  /** Whether a piece was named, and its end not yet asked for. */
  boolean isUnfinished() {
    return unfinished;
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
    String camera = context.camera().getCamera();
    Instant start = Micros.instant(startMicros);
    clipId = kind == ActivityKind.SOUND ? Ids.soundClip(camera, start) : Ids.clip(camera, start);
    prefix = ClipLayout.prefix(camera, clipId, start);
    unfinished = true;
  }

  /** Names the piece that is to begin with this packet. */
  void name(Packet key) {
    name(stream().originMicros() + key.ptsMicros());
  }

  /**
   * Opens the first piece.
   *
   * @param leadIn packets that begin with a key picture; the oldest are left out where the piece
   *     would have to be cut before the activity begins
   */
  void open(List<Packet> leadIn, long activityMicros) throws IOException {
    if (leadIn.isEmpty()) {
      return; // no key picture yet: the next one begins a piece
    }
    long activityPtsMicros = activityMicros - stream().originMicros();
    int begin = 0;
    ClipCutter at = ClipCutter.begin(maxMicros(), leadIn.get(0).ptsMicros());
    for (int i = 1; i < leadIn.size(); i++) {
      Packet packet = leadIn.get(i);
      if (isKey(packet) && packet.ptsMicros() <= activityPtsMicros) {
        begin = at.cutsAt(packet.ptsMicros()) ? i : begin;
        at = at.after(packet.ptsMicros());
      }
    }
    open(leadIn.get(begin));
    for (Packet packet : leadIn.subList(begin + 1, leadIn.size())) {
      write(packet);
    }
  }

  /** Opens the piece just named with its first packet, a key picture. */
  void open(Packet first) throws IOException {
    cutter = ClipCutter.begin(maxMicros(), first.ptsMicros());
    try {
      if (!context.space().allows(Media.CLIPS)) {
        throw new IOException("free space is short");
      }
      recorder = ClipRecorder.open(context.store(), context.writers(), prefix, stream().info());
      recorder.write(first);
    } catch (IOException e) {
      giveUp(e);
    }
  }

  /** True if the packet is to begin a new piece: the last is full, or failed a while ago. */
  boolean isDue(Packet packet) {
    ClipCutter at = cutter;
    if (!isKey(packet) || at == null) {
      return isKey(packet);
    }
    return recorder == null
        ? packet.ptsMicros() - at.keyMicros() >= RETRY_MICROS
        : at.cutsAt(packet.ptsMicros());
  }

  void write(Packet packet) throws IOException {
    ClipRecorder open = recorder;
    if (open == null) {
      return;
    }
    try {
      open.write(packet);
      if (isKey(packet) && cutter != null) {
        cutter = cutter.after(packet.ptsMicros());
      }
    } catch (IOException e) {
      giveUp(e);
    }
  }

  private boolean isKey(Packet packet) {
    return packet.key() && packet.stream() == HealthReporter.video(stream().info());
  }

  private long maxMicros() {
    return context.camera().getClipMaxMs() * 1000;
  }

  /** Completes the piece; empty if it failed. */
  Optional<Clip> finish(String activityId, long epoch) throws IOException {
    unfinished = false;
    ClipRecorder open = recorder;
    if (open == null) {
      return Optional.empty();
    }
    recorder = null;
    try (open) {
      StoredClip stored = open.finish();
      context.metrics().clips.increment();
      health.works();
      return Optional.of(record(stream(), stored, activityId, epoch));
    } catch (IOException e) {
      failed(e);
      return Optional.empty();
    }
  }

  private Clip record(MainStream from, StoredClip stored, String activityId, long epoch) {
    long originMicros = from.originMicros();
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
            .setWidth(from.info().width())
            .setHeight(from.info().height())
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
