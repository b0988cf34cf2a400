package io.sightline.ingest.camera;

import io.sightline.avro.Camera;
import io.sightline.avro.EndCause;
import io.sightline.avro.SoundAnalysis;
import io.sightline.ingest.media.MediaEvent.Packet;
import io.sightline.ingest.media.SoundDecoder;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.StreamInfo;
import io.sightline.ingest.sound.Samples;
import io.sightline.ingest.sound.SoundEvent;
import io.sightline.ingest.sound.SoundModel;
import io.sightline.ingest.sound.SoundSettings;
import io.sightline.ingest.sound.SoundSummary;
import io.sightline.ingest.sound.SoundWatch;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The sound of one opened source. It is listened to as its packets come; what that came to is
 * written when the pictures have come as far, so that capture time never goes back in the log.
 */
final class SoundListener implements AutoCloseable {
  /** A track of which nothing can be decoded for so long is not listened to any more. */
  private static final int MAX_ERRORS_IN_A_ROW = 500;

  private final CameraContext context;
  private final CameraLog log;
  private final MainStream stream;
  private final HealthReporter health;
  private final @Nullable SoundModel model;
  private final SoundWatch watch;
  private final int track;
  private final Deque<SoundEvent> unwritten = new ArrayDeque<>();
  private @Nullable SoundDecoder decoder;
  private @Nullable ActivityRecorder activity;

  /**
   * @param stream whose packets are heard, and out of which clips are cut
   */
  SoundListener(CameraContext context, CameraLog log, MainStream stream) {
    this.context = context;
    this.log = log;
    this.stream = stream;
    this.health = stream.health();
    Camera camera = context.camera();
    this.track = camera.getSound() == SoundAnalysis.OFF ? -1 : firstTrack(stream.info());
    this.model = camera.getSound() == SoundAnalysis.LOUDNESS ? null : context.hearing().model();
    this.watch = new SoundWatch(SoundSettings.ofSensitivity(camera.getSoundSensitivity()), model);
  }

  private static int firstTrack(StreamInfo info) {
    for (int i = 0; i < info.streams().size(); i++) {
      if (info.streams().get(i).kind() == StreamInfo.Kind.AUDIO) {
        return i;
      }
    }
    return -1;
  }

  /** Whether there is a sound that it would hear. */
  boolean listens() {
    return track >= 0;
  }

  /** Opens the decoder; a track that cannot be decoded is trouble, but the camera goes on. */
  void open() throws IOException {
    if (track < 0) {
      return;
    }
    try {
      decoder = context.hearing().decoders().open(stream.info().streams().get(track));
    } catch (SourceException e) {
      health.problem("cannot listen: " + e.getMessage());
    }
  }

  /** Takes each packet of the source, of whatever stream. */
  void take(Packet packet) throws IOException {
    ActivityRecorder open = activity;
    if (open != null) {
      open.packet(packet);
    }
    SoundDecoder listening = decoder;
    if (listening == null || packet.stream() != track) {
      return;
    }
    for (Samples samples : listening.decode(packet)) {
      unwritten.addAll(
          watch.listen(new Samples(stream.originMicros() + samples.atMicros(), samples.values())));
    }
    if (listening.errorsInARow() >= MAX_ERRORS_IN_A_ROW) {
      closeDecoder();
      health.problem("cannot listen: " + MAX_ERRORS_IN_A_ROW + " packets of sound were broken");
    }
  }

  /** Writes what was heard up to a time, the present of the log. */
  void write(long throughMicros) throws IOException {
    while (!unwritten.isEmpty() && unwritten.element().atMicros() <= throughMicros) {
      write(unwritten.remove());
    }
  }

  private void write(SoundEvent event) throws IOException {
    long atMicros = event.atMicros();
    if (event instanceof SoundEvent.Started started) {
      begin(started, atMicros);
      return;
    }
    ActivityRecorder open = activity;
    if (open == null) {
      throw new IllegalStateException("camera " + log.camera() + ": no sound activity is open");
    }
    if (event instanceof SoundEvent.Ended ended) {
      end(open, ended.summary(), ended.cut() ? EndCause.CUT : EndCause.QUIET, atMicros);
    } else {
      open.ongoing(Course.of(event.summary(), model), atMicros);
    }
  }

  private void begin(SoundEvent.Started started, long atMicros) throws IOException {
    Course course = Course.of(started.summary(), model);
    ActivityRecorder opened =
        new ActivityRecorder(
            context, log, health, stream.pieces(course.kind()), course, started.continues());
    activity = opened;
    long leadIn = started.continues() == null ? context.camera().getClipLeadInMs() * 1000 : 0;
    opened.begin(atMicros, stream.from(course.startMicros() - leadIn));
  }

  private void end(ActivityRecorder open, SoundSummary last, EndCause cause, long atMicros)
      throws IOException {
    open.end(Course.of(last, model), cause, atMicros);
    activity = null;
  }

  /** Capture time at which the activity that is open began; -1 if none is. */
  long activeSinceMicros() {
    SoundSummary open = watch.open();
    return activity == null || open == null ? -1 : open.startMicros();
  }

  /** The source is over: ends what is open. */
  void end(EndCause cause, long atMicros) throws IOException {
    SoundSummary last = watch.open();
    watch.end();
    for (SoundEvent event = unwritten.poll(); event != null; event = unwritten.poll()) {
      write(event);
    }
    ActivityRecorder open = activity;
    if (open != null && last != null) {
      end(open, last, cause, atMicros);
    }
  }

  private void closeDecoder() {
    SoundDecoder open = decoder;
    decoder = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void close() {
    closeDecoder();
    ActivityRecorder open = activity;
    if (open != null) {
      open.close();
    }
  }
}
