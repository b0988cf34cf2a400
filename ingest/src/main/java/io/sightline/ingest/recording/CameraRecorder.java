package io.sightline.ingest.recording;

import io.sightline.avro.GapCause;
import io.sightline.avro.RecordingMode;
import io.sightline.clipstore.ClipLayout;
import io.sightline.ingest.clip.PacketRing;
import io.sightline.ingest.clip.StoredClip;
import io.sightline.ingest.media.MediaEvent.Packet;
import io.sightline.ingest.media.StreamInfo;
import io.sightline.ingest.recording.RecordingLog.Span;
import io.sightline.schemas.Ids;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records one camera under one version of its configuration, through any number of sources: writes
 * packets as they come to pieces, and tells of each piece and of what is missing between them.
 */
public final class CameraRecorder implements AutoCloseable {
  /** With an activity, recording goes on until the lead-in of the next could not overlap. */
  private static final long NOTICE_MICROS = 2_000_000;

  /** After a failure of the store: not at each key picture, it may be full. */
  private static final long FIRST_RETRY_MICROS = 5_000_000;

  private static final long LAST_RETRY_MICROS = 60_000_000;

  private static final String NO_SPACE = "free space is short";

  private final RecorderSetup setup;
  private final RecordingLog log;
  private final RecordingSalvage salvage;
  private @Nullable StreamInfo info;
  private long originMicros;
  private int video;
  private boolean silent;
  private PictureSteps steps = new PictureSteps();
  private @Nullable PacketRing ring;
  private @Nullable OpenPiece piece;
  private boolean wanted;
  private long quietSince = -1;
  private long tryAgainAt = Long.MIN_VALUE;
  private long retryMicros = FIRST_RETRY_MICROS;

  public CameraRecorder(RecorderSetup setup, RecordingLog log) {
    this.setup = setup;
    this.log = log;
    this.salvage = new RecordingSalvage(setup.store(), setup.writers());
  }

  /** Begins, once in a version: what epochs before left is told, and that recording is off. */
  public void start() throws IOException {
    new RecordingRecovery(setup.store(), setup.writers(), setup.clock())
        .run(log, setup.cameraVersion());
    if (setup.mode() != RecordingMode.ALWAYS) {
      log.end(setup.cameraVersion());
    }
  }

  /**
   * A source was opened.
   *
   * @param originMicros capture time of its time 0
   */
  public void opened(StreamInfo opened, long originMicros) {
    info = opened;
    this.originMicros = originMicros;
    video = videoStream(opened);
    silent = opened.streams().size() == 1;
    steps = new PictureSteps();
    tryAgainAt = Long.MIN_VALUE;
    wanted = setup.mode() == RecordingMode.ALWAYS;
    quietSince = -1;
    ring =
        setup.mode() == RecordingMode.ON_ACTIVITY
            ? new PacketRing(video, setup.leadInMicros() + NOTICE_MICROS, setup.leadInBytes())
            : null;
  }

  private static int videoStream(StreamInfo info) {
    for (int i = 0; i < info.streams().size(); i++) {
      if (info.streams().get(i).kind() == StreamInfo.Kind.VIDEO) {
        return i;
      }
    }
    throw new IllegalArgumentException("source without video: expected one video stream");
  }

  /**
   * The next packet.
   *
   * @param activeSinceMicros begin of the activity that is open, as capture time; -1 if none is
   */
  public void take(Packet packet, long activeSinceMicros) throws IOException {
    PacketRing before = ring;
    if (before != null) {
      before.add(packet);
      if (activeSinceMicros >= 0 && !wanted) {
        wanted = true;
        long from = activeSinceMicros - originMicros - setup.leadInMicros();
        for (Packet each : before.from(from)) {
          record(each);
        }
        return;
      }
      follow(packet, activeSinceMicros >= 0);
    }
    if (wanted) {
      record(packet);
    }
  }

  private void follow(Packet packet, boolean active) throws IOException {
    if (active) {
      quietSince = -1;
    } else if (wanted && quietSince < 0) {
      quietSince = packet.ptsMicros();
    } else if (wanted && packet.ptsMicros() - quietSince >= setup.leadInMicros() + NOTICE_MICROS) {
      wanted = false;
      quietSince = -1;
      endHere();
    }
  }

  /** Nothing is to be recorded after the newest picture. */
  private void endHere() throws IOException {
    finishPiece();
    if (log.endMicros() >= 0 && info != null) {
      log.begin(originMicros + steps.endMicros(), setup.cameraVersion());
    }
    log.end(setup.cameraVersion());
  }

  private void record(Packet packet) throws IOException {
    if (packet.stream() == video && steps.stalls(packet)) {
      String pause = "no picture for %.1f s".formatted(steps.pauseMicros(packet) / 1e6);
      finishPiece();
      log.interrupted(GapCause.STALLED, pause);
    }
    if (packet.stream() == video) {
      steps.take(packet);
    }
    OpenPiece open = piece;
    if (open != null && open.isCut()) {
      cutting(open, packet);
    } else if (open != null && cutsAt(open, packet)) {
      open.cut(packet);
      if (silent) {
        next(open);
      }
    } else {
      put(packet);
    }
    standBack();
  }

  private boolean cutsAt(OpenPiece open, Packet packet) {
    return isKey(packet)
        && RecordingCut.cutsAt(open.startMicros, originMicros + packet.ptsMicros());
  }

  private void cutting(OpenPiece open, Packet packet) throws IOException {
    if (!open.keeps(packet, video)) {
      put(packet);
    } else if (open.isComplete(packet, video)) {
      next(open);
    }
  }

  private void next(OpenPiece full) throws IOException {
    finish(full, originMicros + full.next().get(0).ptsMicros());
    for (Packet each : full.next()) {
      put(each);
    }
  }

  private void put(Packet packet) throws IOException {
    OpenPiece open = piece;
    if (open != null) {
      write(open, packet);
    } else if (isKey(packet)) {
      tellBegin(originMicros + packet.ptsMicros());
      if (packet.ptsMicros() >= tryAgainAt && setup.room().getAsBoolean()) {
        open(packet);
      }
    }
  }

  /** Also if nothing can be stored: from here on that is a gap. */
  private void tellBegin(long startMicros) throws IOException {
    if (log.endMicros() < 0 && startMicros >= log.newestMicros()) {
      log.begin(startMicros, setup.cameraVersion());
      if (!setup.room().getAsBoolean()) {
        log.interrupted(GapCause.SPACE, NO_SPACE);
      }
    }
  }

  private void open(Packet key) throws IOException {
    StreamInfo known = info;
    long start = originMicros + key.ptsMicros();
    if (known == null || start < log.newestMicros()) {
      return; // that time is told already
    }
    PieceWriter writer;
    try {
      writer = PieceWriter.open(setup.store(), setup.writers(), key(known, start), known);
    } catch (IOException e) {
      failed(e, key.ptsMicros());
      return;
    }
    OpenPiece opened = new OpenPiece(writer, start);
    piece = opened;
    log.begin(start, setup.cameraVersion());
    write(opened, key);
  }

  private String key(StreamInfo known, long startMicros) {
    Instant start = RecordingLog.instant(startMicros);
    String id = Ids.recording(log.camera(), start);
    return ClipLayout.recording(log.camera(), start, id, setup.writers().extension(known));
  }

  private void write(OpenPiece open, Packet packet) throws IOException {
    try {
      open.writer.write(packet);
    } catch (IOException e) {
      broken(open, e);
    }
  }

  /** The piece at hand ends with what was written to it. */
  private void finishPiece() throws IOException {
    OpenPiece open = piece;
    if (open == null) {
      return;
    }
    if (open.isCut()) {
      next(open);
    }
    OpenPiece last = piece;
    if (last != null) {
      finish(last, originMicros + steps.endMicros());
    }
  }

  private void finish(OpenPiece open, long endMicros) throws IOException {
    StoredClip stored;
    try {
      stored = open.writer.finish();
    } catch (IOException e) {
      broken(open, e);
      return;
    }
    piece = null;
    open.writer.close();
    retryMicros = FIRST_RETRY_MICROS;
    tell(stored, open, endMicros, false);
    setup.trouble().stored();
  }

  private void tell(StoredClip stored, OpenPiece open, long endMicros, boolean salvaged)
      throws IOException {
    Span span = new Span(open.startMicros, endMicros, setup.cameraVersion(), info, salvaged);
    log.piece(stored, span, setup.clock().instant());
  }

  /** Saves what was written, if that can be; an interrupted thread could not. */
  private void broken(OpenPiece open, IOException cause) throws IOException {
    piece = null;
    boolean interrupted = Thread.interrupted();
    try {
      open.writer.abandon();
      Optional<StoredClip> saved =
          salvage.rescue(log.camera(), RecordingLog.instant(open.startMicros));
      if (saved.isPresent()) {
        long length =
            saved.get().written().lastPtsMicros() - saved.get().written().firstPtsMicros();
        tell(saved.get(), open, open.startMicros + length, true);
      }
    } finally {
      open.writer.close();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    failed(cause, steps.endMicros());
  }

  private void failed(IOException cause, long atPtsMicros) throws IOException {
    tryAgainAt = atPtsMicros + retryMicros;
    retryMicros = Math.min(LAST_RETRY_MICROS, retryMicros * 2);
    log.interrupted(GapCause.STORE_FAILED, String.valueOf(cause.getMessage()));
    setup.trouble().failed("cannot store recordings: " + cause);
  }

  private void standBack() throws IOException {
    if (piece != null && !setup.room().getAsBoolean()) {
      finishPiece();
      log.interrupted(GapCause.SPACE, NO_SPACE);
    }
  }

  private boolean isKey(Packet packet) {
    return packet.stream() == video && packet.key();
  }

  /**
   * The source is over.
   *
   * @param cause why what follows will be missing; null: nothing follows
   */
  public void ended(@Nullable GapCause cause, String detail) throws IOException {
    if (cause != null && setup.mode() == RecordingMode.ALWAYS) {
      finishPiece();
      log.interrupted(cause, detail);
    } else {
      endHere();
    }
    info = null;
    ring = null;
  }

  /** Gives up what is being written. */
  @Override
  public void close() {
    OpenPiece open = piece;
    piece = null;
    if (open != null) {
      open.writer.close();
    }
  }
}
