package io.sightline.ingest.camera;

import io.sightline.avro.CameraHealth;
import io.sightline.avro.CameraState;
import io.sightline.avro.CameraView;
import io.sightline.clipstore.ClipStore;
import io.sightline.ingest.camera.CameraLog.Room;
import io.sightline.ingest.media.StreamInfo;
import io.sightline.ingest.privacy.Admission;
import io.sightline.runtime.Build;
import io.sightline.schemas.Ids;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes how the camera does: each change of state, trouble (at most one line a while), and at
 * least once a minute that it goes on.
 */
final class HealthReporter {
  private static final Logger LOG = LoggerFactory.getLogger(HealthReporter.class);
  private static final Duration BETWEEN_PROBLEMS = Duration.ofSeconds(30);
  private static final Duration HEARTBEAT = Duration.ofMinutes(1);

  private final CameraLog log;
  private final ClipStore store;
  private final Clock clock;
  private @Nullable StreamInfo info;
  private Instant lastProblem = Instant.MIN;
  private boolean troubled;
  private boolean untold;
  private CameraState state = CameraState.STARTING;
  private List<String> degraded = List.of();
  private @Nullable String problem;
  private final Period period = new Period();
  private CameraView view = CameraView.UNKNOWN;
  private long errors;
  private long errorsOfEarlierSources;
  private @Nullable Long clockOffsetMillis;
  private ClockWatch watch = new ClockWatch();
  private Instant written = Instant.MIN;
  private String decoding = "";
  private @Nullable String away;
  private SubHealth sub = SubHealth.NONE;
  private @Nullable Long subOffsetMillis;

  HealthReporter(CameraLog log, ClipStore store, Clock clock) {
    this.log = log;
    this.store = store;
    this.clock = clock;
  }

  /** What is not stored for want of free space; told when it changes, or could not be told. */
  void degraded(List<String> media) throws IOException {
    if (untold && log.hasRoom()) {
      write(state, null, Room.IF_ANY);
    }
    if (!media.equals(degraded)) {
      degraded = media;
      LOG.warn(
          "camera {}: {}",
          log.camera(),
          media.isEmpty()
              ? "free space is back: all is stored again"
              : "free space is short: not stored for now: " + String.join(", ", media));
      write(state, null, Room.IF_ANY);
    }
  }

  /** A source was opened: what follows is counted anew. */
  ClockWatch opened(StreamInfo opened) {
    info = opened;
    decoding = "";
    watch = new ClockWatch();
    errorsOfEarlierSources += errors;
    errors = 0;
    view = CameraView.UNKNOWN;
    clockOffsetMillis = null;
    period.begin(clock.millis());
    return watch;
  }

  /** Its first video packet came. */
  void online() throws IOException {
    away = null;
    write(CameraState.ONLINE, null, Room.IF_ANY);
  }

  void starting() throws IOException {
    write(CameraState.STARTING, null, Room.IF_ANY);
  }

  /** It is to be opened after so many others; nothing is said if it is its turn. */
  void waits(int before) throws IOException {
    if (before > 0) {
      String cause = "waits to be opened, " + before + " cameras before it (opening_at_once)";
      write(CameraState.STARTING, cause, Room.IF_ANY);
    }
  }

  /** What came, one at a time. */
  Period period() {
    return period;
  }

  /** Says that the camera goes on, if nothing was said for a while. */
  void beat(long errorsOfSource) throws IOException {
    errors = errorsOfSource;
    if (!clock.instant().isBefore(written.plus(HEARTBEAT))) {
      write(CameraState.ONLINE, problem, Room.IF_ANY);
    }
  }

  /** How its sub-stream does has changed. */
  void sub(SubHealth now) throws IOException {
    sub = now;
    subOffsetMillis = null;
    decoding = "";
    goesOn(problem);
  }

  /** How far apart the sub-stream is from the main one, once that is measured. */
  void subOffset(SubClock clock, boolean same) throws IOException {
    if (clock.isMeasured()) {
      subOffsetMillis = clock.offsetMicros() / 1000;
    } else if (!same) {
      problem(
          "the clocks of main stream and sub-stream are more than "
              + SubClock.MOST_MICROS / 1_000_000
              + " s apart: times are taken by arrival");
    }
  }

  /** The state stays; one of the streams may be away. */
  private void goesOn(@Nullable String cause) throws IOException {
    String lost = away;
    if (lost != null) {
      write(CameraState.OFFLINE, lost, Room.IF_ANY);
    } else {
      boolean comes = sub.state() == CameraState.UNKNOWN || state != CameraState.STARTING;
      write(comes ? CameraState.ONLINE : CameraState.STARTING, cause, Room.IF_ANY);
    }
  }

  /** The picture as a whole looks different: covered, blinded, moved, or clear again. */
  void view(CameraView seen) throws IOException {
    CameraView before = view;
    view = seen;
    boolean bad = seen != CameraView.CLEAR && seen != CameraView.UNKNOWN;
    if (bad) {
      LOG.warn("camera {}: its view is {}", log.camera(), seen);
    }
    if (seen != before && (bad || before != CameraView.UNKNOWN)) {
      goesOn(problem);
    }
  }

  /** It is not opened at all. */
  void refused(String cause) throws IOException {
    LOG.error("camera {}: not opened: {}", log.camera(), cause);
    write(CameraState.OFFLINE, "not opened: " + cause, Room.IF_ANY);
  }

  void offline(String cause) throws IOException {
    LOG.warn("camera {}: offline: {}", log.camera(), cause);
    problem = null;
    away = cause;
    write(CameraState.OFFLINE, cause, Room.WAIT);
  }

  void ended() throws IOException {
    write(CameraState.ENDED, null, Room.WAIT);
  }

  /** Pictures are chosen by time alone, for the given reason. */
  void sampled(String why) throws IOException {
    LOG.info("camera {}: {}", log.camera(), why);
    decoding = why;
    goesOn(null);
  }

  /** The mode of the site keeps it closed. */
  void shut(Admission admission) throws IOException {
    write(admission.state(), admission.cause(), Room.WAIT);
  }

  /** The camera goes on, but something it should do fails. */
  void problem(String cause) throws IOException {
    Instant now = clock.instant();
    if (lastProblem.equals(Instant.MIN) || lastProblem.plus(BETWEEN_PROBLEMS).isBefore(now)) {
      lastProblem = now;
      troubled = true;
      problem = cause;
      LOG.warn("camera {}: {}", log.camera(), cause);
      goesOn(cause);
    }
  }

  /** What failed works again, unless what was stored has yet to reach the store proper. */
  void works() throws IOException {
    ClipStore.Unsent unsent = store.unsent();
    if (unsent.objects() > 0) {
      problem(
          "the clip store does not take media: %d objects, %d bytes, wait on this host: %s"
              .formatted(unsent.objects(), unsent.bytes(), unsent.why()));
    } else if (troubled) {
      troubled = false;
      problem = null;
      lastProblem = Instant.MIN;
      goesOn(null);
    }
  }

  private void write(CameraState state, @Nullable String cause, Room room) throws IOException {
    this.state = state;
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    CameraHealth.Builder health =
        CameraHealth.newBuilder()
            .setCamera(log.camera())
            .setRecordId(log.camera() + "-h" + Ids.base32(now))
            .setCapturedAt(now)
            .setEpoch(log.epoch())
            .setBuild(Build.version())
            .setState(state)
            .setCause(cause)
            .setDegraded(degraded)
            .setDecoding(decoding)
            .setFreeBytes(freeBytes())
            .setUnsentObjects(store.unsent().objects())
            .setUnsentBytes(store.unsent().bytes())
            .setErrors(errorsOfEarlierSources + errors)
            .setView(view);
    written = now;
    sub(health);
    count(health, now);
    received(health);
    StreamInfo known = info;
    if (known != null) {
      health
          .setWidth(known.width())
          .setHeight(known.height())
          .setFps((float) known.fps())
          .setVideoCodec(known.streams().get(video(known)).codec());
    }
    untold = !log.health(health.build(), room);
  }

  private void sub(CameraHealth.Builder health) {
    health
        .setAnalysisState(sub.state())
        .setAnalysisCause(sub.cause())
        .setAnalysisOffsetMs(subOffsetMillis);
    StreamInfo known = sub.info();
    if (known != null) {
      health
          .setAnalysisWidth(known.width())
          .setAnalysisHeight(known.height())
          .setAnalysisFps((float) known.fps());
    }
  }

  private void count(CameraHealth.Builder health, Instant now) {
    Period.Count count = period.end(now.toEpochMilli());
    watch.takeOffsetMillis().ifPresent(offset -> clockOffsetMillis = offset);
    health
        .setPeriodMs(count.millis())
        .setMeasuredFps((float) count.fps())
        .setPackets(count.packets())
        .setPictures(count.pictures())
        .setClockOffsetMs(clockOffsetMillis);
  }

  private void received(CameraHealth.Builder health) {
    Reception reception = log.reception();
    health.setReconnects(reception.reconnects()).setGaps(reception.gaps());
    if (reception.lastMicros() >= 0) {
      health.setLastPacketAt(Micros.instant(reception.lastMicros()));
    }
    Reception.Gap gap = reception.newestGap();
    if (gap != null) {
      health
          .setGapStartedAt(Micros.instant(gap.fromMicros()))
          .setGapEndedAt(Micros.instant(gap.toMicros()));
    }
  }

  static int video(StreamInfo info) {
    for (int i = 0; i < info.streams().size(); i++) {
      if (info.streams().get(i).kind() == StreamInfo.Kind.VIDEO) {
        return i;
      }
    }
    throw new IllegalArgumentException("source without video: expected one video stream");
  }

  private long freeBytes() {
    try {
      return store.freeBytes();
    } catch (IOException e) {
      return -1;
    }
  }
}
