package io.sightline.ingest.camera;

import io.sightline.avro.Analysis;
import io.sightline.avro.CameraView;
import io.sightline.avro.EndCause;
import io.sightline.ingest.events.EventWatch;
import io.sightline.ingest.gate.Gate;
import io.sightline.ingest.gate.GateSettings;
import io.sightline.ingest.gate.PacketReader;
import io.sightline.ingest.mask.Masks;
import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.MediaEvent.Packet;
import io.sightline.ingest.media.MediaEvent.Picture;
import io.sightline.ingest.media.PictureDecoder;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.StreamInfo.Kind;
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
import io.sightline.ingest.motion.LumaPicture;
import io.sightline.ingest.motion.MotionDetector;
import io.sightline.ingest.motion.MotionSettings;
import io.sightline.ingest.motion.PictureClock;
import io.sightline.ingest.motion.Verdict;
import io.sightline.ingest.view.ViewMonitor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the pictures of one opened stream: activities, their frames and clips, and marks.
 * The stream that is stored may be another one than that which is looked at, and may be absent.
 */
final class CameraPipeline implements GatedPictures.Watcher, AutoCloseable {
  private static final long MARK_MICROS = 1_000_000;
  private static final long VIEW_MICROS = 1_000_000;

  private final CameraContext context;
  private final CameraLog log;
  private final Looked looked;
  private final HealthReporter health;
  private final EventWatch told;
  private final PictureClock clock;
  private final @Nullable GatedPictures gated;
  private final boolean unseen;
  private final MaskedPictures pictures;
  private final Shots shots;
  private final ActivityMachine machine = new ActivityMachine(ActivitySettings.DEFAULT);
  private final List<Shot> held = new ArrayList<>();
  private MotionDetector detector;
  private ActivityMachine.State state = ActivityMachine.start();
  private @Nullable MainStream stored;
  private @Nullable ActivityRecorder activity;
  private final ViewMonitor view = new ViewMonitor();
  private long lastPictureMicros = -1;
  private long viewedMicros = -VIEW_MICROS;
  private boolean lastChanged;
  private boolean saidNoSign;

  /**
   * @param stored null: nothing is for now
   */
  CameraPipeline(SessionParts session, Looked looked, @Nullable MainStream stored) {
    this.context = session.context();
    this.log = session.log();
    this.health = session.health();
    this.told = session.told();
    this.looked = looked;
    this.stored = stored;
    this.clock = new PictureClock(context.limits().analysedPerSecond());
    Masks masks = Masks.of(context.camera().getMasks());
    this.pictures = new MaskedPictures(masks);
    this.shots = new Shots(context, pictures, health);
    this.detector =
        new MotionDetector(
            MotionSettings.ofSensitivity(context.camera().getMotionSensitivity()).outside(masks));
    PictureDecoder decoder = looked.decoder();
    this.unseen = decoder != null && context.camera().getAnalysis() == Analysis.OFF;
    this.gated = decoder == null || unseen ? null : gated(decoder);
  }

  private GatedPictures gated(PictureDecoder decoder) {
    int video = HealthReporter.video(looked.info());
    GateSettings settings = GateSettings.usual(context.limits().analysedPerSecond());
    return new GatedPictures(
        new Gate(settings),
        PacketReader.of(looked.info().streams().get(video).codec(), decoder.extradata()),
        decoder,
        looked.ring(),
        video,
        this,
        context.metrics(),
        context.learning().turn(),
        settings.learnMicros());
  }

  /** Packets of another stream come from here on; an activity that is open goes on with them. */
  void store(MainStream stream) {
    stored = stream;
    if (activity != null) {
      activity.follow(stream);
    }
  }

  /** No packets are stored for now; an activity that is open goes on without them. */
  void storeNothing() throws IOException {
    stored = null;
    if (activity != null) {
      activity.cutOff();
    }
  }

  /** True once the source has shown something. */
  boolean hasPictures() {
    return lastPictureMicros >= 0;
  }

  /** Nothing is suspected and no activity is open. */
  boolean isQuiet() {
    return state instanceof ActivityMachine.Quiet;
  }

  /** Capture time at which the activity that is seen began; -1 if none is. */
  long activeSinceMicros() {
    return state instanceof ActivityMachine.Open open ? open.summary().startMicros() : -1;
  }

  /** Takes each packet of the stream that is stored. */
  void stored(Packet packet) throws IOException {
    ActivityRecorder open = activity;
    if (open != null) {
      open.packet(packet);
    }
  }

  /** Takes whatever comes of the stream that is looked at; packets are in its ring already. */
  void look(MediaEvent event) throws SourceException, IOException {
    if (event instanceof Packet packet) {
      if (gated != null) {
        gated.take(packet);
        sayNoSign(gated);
      } else if (unseen && looked.info().streams().get(packet.stream()).kind() == Kind.VIDEO) {
        pass(packet);
      }
    } else if (event instanceof Picture picture) {
      watch(picture);
    }
  }

  /** Looks at what has come and was not looked at. */
  void catchUp() throws IOException {
    finishPictures();
  }

  /** Nothing is to begin an activity of the picture: no picture is decoded. */
  private void pass(Packet packet) throws IOException {
    lastPictureMicros = Math.max(lastPictureMicros, looked.times().look(packet.ptsMicros()));
    mark(lastPictureMicros);
  }

  private void sayNoSign(GatedPictures pictures) throws IOException {
    if (!saidNoSign && pictures.hasNoSign()) {
      saidNoSign = true;
      health.sampled("each picture is a key picture: sizes give no sign, so pictures are sampled");
    }
  }

  @Override
  public boolean isCalled() {
    return told.isCalled();
  }

  @Override
  public boolean isCalm() {
    return !lastChanged && state instanceof ActivityMachine.Quiet;
  }

  @Override
  public boolean glance(Picture picture) throws IOException {
    health.period().picture();
    MotionDetector trial = detector.copy();
    LumaPicture small = small(picture, looked.times().look(picture.ptsMicros()));
    Verdict verdict = look(trial, small);
    if (verdict.changed()) {
      looked.times().undo();
      return false;
    }
    watchView(small);
    detector = trial;
    clock.choose(picture.ptsMicros());
    lastPictureMicros = verdict.atMicros();
    mark(verdict.atMicros());
    return true;
  }

  @Override
  public boolean watch(Picture picture) throws IOException {
    health.period().picture();
    long atMicros = looked.times().look(picture.ptsMicros());
    lastPictureMicros = Math.max(lastPictureMicros, atMicros);
    if (atMicros <= looked.fromMicros() || !clock.choose(picture.ptsMicros())) {
      return false;
    }
    LumaPicture small = small(picture, atMicros);
    watchView(small);
    Verdict verdict = told.with(look(detector, small));
    lastChanged = verdict.changed();
    ActivityMachine.Next next = machine.next(state, verdict);
    state = next.state();
    for (ActivityEvent event : next.events()) {
      handle(event, picture, verdict);
    }
    if (activity != null) {
      activity.telling().add(told.now());
    }
    mark(verdict.atMicros());
    return true;
  }

  /** All before is written, unless frames are held back. */
  private void mark(long atMicros) throws IOException {
    if (state instanceof ActivityMachine.Suspicious) {
      return;
    }
    if (stored != null) {
      stored.sound().write(atMicros);
      stored.need(atMicros);
    }
    if (atMicros - log.lastMarkMicros() >= MARK_MICROS) {
      log.mark(atMicros, context.camera().getVersion());
    }
  }

  private void watchView(LumaPicture small) throws IOException {
    if (small.atMicros() >= viewedMicros + VIEW_MICROS) {
      viewedMicros = small.atMicros();
      health.view(CameraView.valueOf(view.see(small).name()));
    }
  }

  private Verdict look(MotionDetector by, LumaPicture small) {
    Analysis analysis = context.camera().getAnalysis();
    if (analysis == Analysis.EXTERNAL || analysis == Analysis.OFF) {
      return new Verdict(small.atMicros(), 0, false, false, List.of());
    }
    context.metrics().analysed.increment();
    return by.analyse(small);
  }

  private LumaPicture small(Picture picture, long atMicros) {
    int width = Math.min(context.limits().analysisWidth(), picture.width());
    int height = Math.max(1, Math.round((float) width * picture.height() / picture.width()));
    return new LumaPicture(atMicros, width, height, pictures.luma(picture, width, height));
  }

  private void handle(ActivityEvent event, Picture picture, Verdict verdict) throws IOException {
    if (event instanceof Hold) {
      held.add(shots.of(picture, verdict));
    } else if (event instanceof Forget) {
      held.clear();
    } else if (event instanceof Started started) {
      begin(started, verdict);
    } else if (event instanceof Sample) {
      current().sample(shots.of(picture, verdict));
    } else if (event instanceof Ongoing ongoing) {
      current().ongoing(Course.of(ongoing.summary()), verdict.atMicros());
    } else if (event instanceof Ended ended) {
      end(ended, verdict.atMicros());
    }
  }

  private void begin(Started started, Verdict verdict) throws IOException {
    MainStream from = stored;
    Course course = Course.of(((ActivityMachine.Open) state).summary());
    ClipPieces pieces = new ClipPieces(context, course.kind(), health, from);
    ActivityRecorder opened =
        new ActivityRecorder(context, log, health, pieces, course, started.continues());
    activity = opened;
    opened.telling().add(told.now());
    if (told.isAlone()) {
      opened.telling().began(told.now());
    }
    long leadIn = started.continues() == null ? leadInMicros() : 0;
    opened.begin(
        verdict.atMicros(), from == null ? List.of() : from.from(started.startMicros() - leadIn));
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
    over.end(Course.of(ended.summary()), EndCause.valueOf(ended.cause().name()), atMicros);
    activity = null;
  }

  private ActivityRecorder current() {
    ActivityRecorder open = activity;
    if (open == null) {
      throw new IllegalStateException("camera " + log.camera() + ": no activity is open");
    }
    return open;
  }

  /** The stream is over: ends what is open. Returns the capture time up to which it was seen. */
  long end(Cause cause) throws IOException {
    finishPictures();
    long at = Math.max(lastPictureMicros, log.lastMicros());
    ActivityMachine.Next next = machine.end(state, cause);
    state = next.state();
    held.clear();
    for (ActivityEvent event : next.events()) {
      if (event instanceof Ended ended && activity != null) {
        end(ended, Math.max(0, at));
      }
    }
    return at;
  }

  private void finishPictures() throws IOException {
    if (gated != null) {
      try {
        gated.finish();
      } catch (SourceException e) {
        health.problem("the last pictures cannot be decoded: " + e.getMessage());
      }
    }
  }

  @Override
  public void close() {
    ActivityRecorder open = activity;
    if (open != null) {
      open.close();
    }
    if (gated != null) {
      gated.close();
    }
  }
}
