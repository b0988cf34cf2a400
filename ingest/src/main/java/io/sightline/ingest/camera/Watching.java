package io.sightline.ingest.camera;

import io.sightline.avro.Analysis;
import io.sightline.avro.EndCause;
import io.sightline.ingest.clip.PacketRing;
import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.MediaEvent.Packet;
import io.sightline.ingest.media.PictureDecoder;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.StreamInfo;
import io.sightline.ingest.motion.ActivityEvent.Cause;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Who looks at a camera: its main stream, or its sub-stream where it has one, as long as that
 * comes. What is stored is always of the main stream. The two are read by a thread each; whatever
 * is written about the camera is written by one that holds this object's monitor.
 */
final class Watching {
  /** The sub-stream is behind the main stream by so much: the main stream is looked at. */
  private static final long SILENT_MICROS = 4_000_000;

  /** So long a sub-stream that is back waits for what goes on in the main stream to end. */
  private static final long PATIENCE_MICROS = 30_000_000;

  private final SessionParts session;
  private final CameraLog log;
  private final boolean hasSub;
  private @Nullable MainStream main;
  private @Nullable PictureDecoder mainDecoder;
  private @Nullable CameraPipeline byMain;
  private @Nullable CameraPipeline bySub;
  private boolean mainOpen;
  private boolean subAway;
  private long subMicros = -1;
  private long subWaitsMicros = -1;
  private @Nullable Long mainAheadMicros;

  Watching(SessionParts session) {
    this.session = session;
    this.log = session.log();
    this.hasSub = session.context().hasSubStream();
  }

  /** Whether there is a sub-stream to look at, so that the main stream need not be decoded. */
  boolean hasSub() {
    return hasSub;
  }

  /** Newest capture time that the main stream must not step back behind. */
  synchronized long mainAfterMicros() {
    long stored = Math.max(log.recordings().newestMicros(), log.reception().lastMicros());
    return hasSub ? stored : Math.max(stored, log.lastMicros());
  }

  /**
   * The main stream was opened.
   *
   * @param decoder null: it delivers pictures itself
   */
  synchronized void mainBegins(StreamInfo info, long originMicros, @Nullable PictureDecoder decoder)
      throws IOException {
    MainStream opened =
        new MainStream(
            session.context(), log, session.health(), info, originMicros, maySee(decoder));
    main = opened;
    mainOpen = true;
    mainDecoder = decoder;
    mainAheadMicros = null;
    opened.open();
    if (bySub != null) {
      bySub.store(opened);
    } else if (!hasSub || subAway) {
      byMain = lookAt(opened);
    }
  }

  /** Whether an activity of what is seen may begin: not where no picture is ever decoded. */
  private boolean maySee(@Nullable PictureDecoder decoder) {
    boolean off = session.context().camera().getAnalysis() == Analysis.OFF;
    return hasSub || decoder == null || !off;
  }

  private CameraPipeline lookAt(MainStream stream) {
    long origin = stream.originMicros();
    if (mainDecoder != null) {
      mainDecoder.restart();
    }
    Looked looked =
        new Looked(
            stream.info(), pts -> origin + pts, mainDecoder, stream.ring(), lookedThroughMicros());
    return new CameraPipeline(session, looked, stream);
  }

  private long lookedThroughMicros() {
    return hasSub ? log.lastMicros() : Long.MIN_VALUE;
  }

  /** Whatever comes of the main stream. */
  synchronized void take(MediaEvent event) throws SourceException, IOException {
    MainStream stream = opened();
    if (event instanceof Packet packet) {
      session.context().metrics().packets.increment();
      stream.add(packet);
      CameraPipeline by = byMain != null ? byMain : bySub;
      if (by != null) {
        by.stored(packet);
      }
      stream.sound().take(packet);
      if (bySub != null && stream.originMicros() + packet.ptsMicros() - subMicros > SILENT_MICROS) {
        subLost("no picture of the sub-stream for " + SILENT_MICROS / 1_000_000 + " s");
      }
    }
    if (byMain != null) {
      byMain.look(event);
    }
  }

  private MainStream opened() {
    MainStream stream = main;
    if (stream == null) {
      throw new IllegalStateException("camera " + log.camera() + ": the main stream is not open");
    }
    return stream;
  }

  /** The camera's clock is so far ahead of the main stream's capture time. */
  synchronized void mainAhead(long micros) {
    mainAheadMicros = micros;
  }

  /** Whether the main stream has shown something, or need not. */
  synchronized boolean hasPictures() {
    return byMain != null ? byMain.hasPictures() : hasSub;
  }

  /** Capture time at which the activity that is open, seen or heard, began; -1 if none is. */
  synchronized long activeSinceMicros() {
    CameraPipeline by = byMain != null ? byMain : bySub;
    long seen = by == null ? -1 : by.activeSinceMicros();
    long heard = main == null ? -1 : main.sound().activeSinceMicros();
    return seen < 0 || heard < 0 ? Math.max(seen, heard) : Math.min(seen, heard);
  }

  /** The main stream is over. While the sub-stream is looked at, that goes on. */
  synchronized void mainEnds(Cause cause) throws IOException {
    MainStream stream = opened();
    mainOpen = false;
    long at = log.lastMicros();
    if (byMain != null) {
      at = byMain.end(cause);
    } else if (bySub != null) {
      bySub.storeNothing();
    }
    long end = Math.max(at, stream.originMicros());
    stream.sound().end(EndCause.valueOf(cause.name()), bySub == null ? end : at);
    if (bySub == null) {
      finalMark(end);
    }
  }

  /** Lets go of what {@link #mainEnds} has ended, or could not. */
  synchronized void mainCloses() {
    mainOpen = false;
    if (byMain != null) {
      byMain.close();
      byMain = null;
    }
    if (main != null) {
      main.close();
      main = null;
    }
    mainDecoder = null;
  }

  /**
   * Whatever comes of the sub-stream. It is looked at from the next key picture on at which nothing
   * goes on in the main stream, if that was looked at. What goes on for long is cut then.
   */
  synchronized void takeSub(SubOpened sub, MediaEvent event) throws SourceException, IOException {
    if (event instanceof Packet packet) {
      if (packet.stream() != sub.video()) {
        return;
      }
      sub.ring().add(packet);
      subMicros = sub.clock().captured(packet.ptsMicros());
      if (bySub == null && !begins(sub, packet)) {
        return;
      }
    }
    if (bySub != null) {
      bySub.look(event);
    }
  }

  private boolean begins(SubOpened sub, Packet packet) throws IOException {
    if (!packet.key() || (byMain != null && !gives(byMain))) {
      return false;
    }
    if (byMain != null) {
      byMain.close();
      byMain = null;
    }
    subAway = false;
    subWaitsMicros = -1;
    if (sub.decoder() != null) {
      sub.decoder().restart();
    }
    long through = lookedThroughMicros();
    bySub = new CameraPipeline(session, sub.looked(through), main);
    session.health().sub(SubHealth.online(sub.info()));
    return true;
  }

  /** Whether nothing goes on in the main stream any more, or was ended now. */
  private boolean gives(CameraPipeline pipeline) throws IOException {
    if (pipeline.isQuiet()) {
      pipeline.catchUp();
    }
    if (pipeline.isQuiet()) {
      return true;
    }
    if (subWaitsMicros < 0) {
      subWaitsMicros = subMicros;
    }
    if (subMicros - subWaitsMicros < PATIENCE_MICROS) {
      return false;
    }
    pipeline.end(Cause.CUT);
    return true;
  }

  /** Moves the sub-stream's capture time to where the camera's clock says, as far as both tell. */
  synchronized void align(SubClock clock) throws IOException {
    Long ahead = mainAheadMicros;
    if (ahead != null) {
      boolean same = clock.main(ahead);
      session.health().subOffset(clock, same);
    }
  }

  /**
   * The sub-stream does not come, and is not yet closed: from here on the main stream is looked at.
   */
  synchronized void subLost(String cause) throws IOException {
    boolean news = bySub != null || !subAway;
    subAway = true;
    subWaitsMicros = -1;
    if (bySub != null) {
      long at = bySub.end(Cause.SOURCE_LOST);
      bySub.close();
      bySub = null;
      if (!mainOpen) {
        finalMark(at);
      }
    }
    MainStream stream = main;
    if (mainOpen && stream != null && byMain == null) {
      stream.need(Long.MAX_VALUE);
      byMain = lookAt(stream);
    }
    if (news) {
      session.health().sub(SubHealth.offline(cause));
    }
  }

  /**
   * The session is over; to be called before the sub-stream is closed. The final mark is written by
   * whichever of the streams ends last.
   */
  synchronized void end(Cause cause) throws IOException {
    if (bySub != null) {
      long at = bySub.end(cause);
      bySub.close();
      bySub = null;
      if (!mainOpen) {
        finalMark(at);
      }
    }
  }

  private void finalMark(long atMicros) throws IOException {
    log.finalMark(atMicros, session.context().camera().getVersion());
  }

  /**
   * An opened sub-stream.
   *
   * @param video index of the video stream
   * @param ring of its packets, from before what was looked at last
   */
  record SubOpened(
      StreamInfo info,
      int video,
      SubClock clock,
      @Nullable PictureDecoder decoder,
      PacketRing ring) {
    Looked looked(long fromMicros) {
      return new Looked(info, clock, decoder, ring, fromMicros);
    }
  }
}
