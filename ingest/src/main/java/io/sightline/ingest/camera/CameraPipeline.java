package io.sightline.ingest.camera;

import io.sightline.avro.Analysis;
import io.sightline.ingest.clip.PacketRing;
import io.sightline.ingest.events.EventWatch;
import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.MediaEvent.Packet;
import io.sightline.ingest.media.MediaEvent.Picture;
import io.sightline.ingest.media.StreamInfo;
import io.sightline.ingest.motion.ActivityEvent;
import io.sightline.ingest.motion.ActivityEvent.Cause;
import io.sightline.ingest.motion.ActivityEvent.Ended;
import io.sightline.ingest.motion.ActivityEvent.Forget;
import io.sightline.ingest.motion.ActivityEvent.Hold;
import io.sightline.ingest.motion.ActivityEvent.Ongoing;
import io.sightline.ingest.motion.ActivityEvent.Sample;
import io.sightline.ingest.motion.ActivityEvent.Started;
import io.sightline.ingest.motion.ActivityMachine;
import io.sightline.ingest.motion.ActivitySettings;
import io.sightline.ingest.motion.ActivitySummary;
import io.sightline.ingest.motion.LumaPicture;
import io.sightline.ingest.motion.MotionDetector;
import io.sightline.ingest.motion.MotionSettings;
import io.sightline.ingest.motion.PictureClock;
import io.sightline.ingest.motion.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of the packets and pictures of one opened source. */
final class CameraPipeline implements AutoCloseable {
  private static final long MARK_MICROS = 1_000_000;

  /** An activity is noticed a little after its first picture; the packets before must be there. */
  private static final long NOTICE_MICROS = 2_000_000;

  private final CameraContext context;
  private final CameraLog log;
  private final StreamInfo info;
  private final HealthReporter health;
  private final EventWatch told;
  private final long originMicros;
  private final PacketRing ring;
  private final PictureClock clock;
  private final MotionDetector detector;
  private final ActivityMachine machine = new ActivityMachine(ActivitySettings.DEFAULT);
  private final List<Shot> held = new ArrayList<>();
  private ActivityMachine.State state = ActivityMachine.start();
  private @Nullable ActivityRecorder activity;
  private long lastPictureMicros = -1;

  CameraPipeline(
      CameraContext context,
      CameraLog log,
      StreamInfo info,
      HealthReporter health,
      EventWatch told,
      long originMicros) {
    this.context = context;
    this.log = log;
    this.info = info;
    this.health = health;
    this.told = told;
    this.originMicros = originMicros;
    long leadIn = context.camera().getClipLeadInMs() * 1000;
    this.ring =
        new PacketRing(
            HealthReporter.video(info), leadIn + NOTICE_MICROS, context.limits().leadInBytes());
    this.clock = new PictureClock(context.limits().analysedPerSecond());
    this.detector =
        new MotionDetector(MotionSettings.ofSensitivity(context.camera().getMotionSensitivity()));
  }

  /** True once the source has shown something. */
  boolean hasPictures() {
    return lastPictureMicros >= 0;
  }

  void take(MediaEvent event) throws IOException {
    if (event instanceof Packet packet) {
      context.metrics().packets.increment();
      ring.add(packet);
      ActivityRecorder open = activity;
      if (open != null) {
        open.packet(packet);
      }
    } else if (event instanceof Picture picture) {
      picture(picture);
    }
  }

  private void picture(Picture picture) throws IOException {
    lastPictureMicros = originMicros + picture.ptsMicros();
    if (!clock.choose(picture.ptsMicros())) {
      return;
    }
    Verdict verdict = told.with(look(picture));
    ActivityMachine.Next next = machine.next(state, verdict);
    state = next.state();
    for (ActivityEvent event : next.events()) {
      handle(event, picture, verdict);
    }
    if (activity != null) {
      activity.telling().add(told.now());
    }
    boolean suspicious = state instanceof ActivityMachine.Suspicious;
    if (!suspicious && verdict.atMicros() - log.lastMarkMicros() >= MARK_MICROS) {
      log.mark(verdict.atMicros(), context.camera().getVersion());
    }
  }

  private Verdict look(Picture picture) {
    if (context.camera().getAnalysis() == Analysis.EXTERNAL
        || context.camera().getAnalysis() == Analysis.OFF) {
      return new Verdict(originMicros + picture.ptsMicros(), 0, false, false, List.of());
    }
    context.metrics().analysed.increment();
    return detector.analyse(small(picture));
  }

  private LumaPicture small(Picture picture) {
    int width = Math.min(context.limits().analysisWidth(), picture.width());
    int height = Math.max(1, Math.round((float) width * picture.height() / picture.width()));
    return new LumaPicture(
        originMicros + picture.ptsMicros(), width, height, picture.luma(width, height));
  }

  private void handle(ActivityEvent event, Picture picture, Verdict verdict) throws IOException {
    if (event instanceof Hold) {
      held.add(shot(picture, verdict));
    } else if (event instanceof Forget) {
      held.clear();
    } else if (event instanceof Started started) {
      begin(started, verdict);
    } else if (event instanceof Sample) {
      current().sample(shot(picture, verdict));
    } else if (event instanceof Ongoing ongoing) {
      current().ongoing(ongoing.summary(), verdict.atMicros());
    } else if (event instanceof Ended ended) {
      end(ended, verdict.atMicros());
    }
  }

  private void begin(Started started, Verdict verdict) throws IOException {
    long start = started.startMicros();
    ActivitySummary summary = ((ActivityMachine.Open) state).summary();
    ClipPieces pieces = new ClipPieces(context, info, originMicros, health);
    ActivityRecorder opened =
        new ActivityRecorder(
            context, log, health, pieces, originMicros, summary, started.continues());
    activity = opened;
    opened.telling().add(told.now());
    if (told.isAlone()) {
      opened.telling().began(told.now());
    }
    long leadIn = started.continues() == null ? leadInMicros() : 0;
    opened.begin(verdict.atMicros(), ring.from(start - originMicros - leadIn));
    for (Shot shot : held) {
      opened.sample(shot);
    }
    held.clear();
  }

  /** An event that was told late had begun before. */
  private long leadInMicros() {
    return context.camera().getClipLeadInMs() * 1000 + told.behindMicros();
  }

  private void end(Ended ended, long atMicros) throws IOException {
    ActivityRecorder over = current();
    over.end(ended.summary(), ended.cause(), atMicros);
    activity = null;
  }

  private ActivityRecorder current() {
    ActivityRecorder open = activity;
    if (open == null) {
      throw new IllegalStateException("camera " + log.camera() + ": no activity is open");
    }
    return open;
  }

  private Shot shot(Picture picture, Verdict verdict) throws IOException {
    byte[] jpeg = null;
    int width = Math.min(context.limits().jpegWidth(), picture.width());
    int height = Math.round((float) width * picture.height() / picture.width());
    try {
      jpeg = picture.jpeg(context.limits().jpegWidth());
    } catch (IOException e) {
      health.problem("cannot make a JPEG: " + e.getMessage());
    }
    return new Shot(verdict.atMicros(), jpeg, width, height, verdict.regions());
  }

  /** The source is over: ends what is open, and says with the final mark that nothing follows. */
  void end(Cause cause) throws IOException {
    long at = Math.max(lastPictureMicros, log.lastMicros());
    ActivityMachine.Next next = machine.end(state, cause);
    state = next.state();
    held.clear();
    for (ActivityEvent event : next.events()) {
      if (event instanceof Ended ended && activity != null) {
        end(ended, Math.max(0, at));
      }
    }
    log.finalMark(Math.max(at, originMicros), context.camera().getVersion());
  }

  @Override
  public void close() {
    ActivityRecorder open = activity;
    if (open != null) {
      open.close();
    }
  }
}
