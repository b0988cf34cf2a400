package io.sightline.standalone.bench;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.avro.Activity;
import io.sightline.avro.ActivityState;
import io.sightline.avro.Analysis;
import io.sightline.avro.Camera;
import io.sightline.avro.RecordingMode;
import io.sightline.clipstore.ClipStore;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.ingest.camera.CameraContext;
import io.sightline.ingest.camera.CameraLimits;
import io.sightline.ingest.camera.CameraLog;
import io.sightline.ingest.camera.CameraMetrics;
import io.sightline.ingest.camera.CameraSession;
import io.sightline.ingest.camera.CameraSession.Ending;
import io.sightline.ingest.camera.CaptureClock;
import io.sightline.ingest.camera.Hearing;
import io.sightline.ingest.camera.LearningTurns;
import io.sightline.ingest.camera.OpeningTurns;
import io.sightline.ingest.camera.SourceAddress;
import io.sightline.ingest.events.CameraEvents;
import io.sightline.ingest.ffmpeg.FfmpegClipWriters;
import io.sightline.ingest.ffmpeg.FfmpegSoundDecoder;
import io.sightline.ingest.ffmpeg.FfmpegSource;
import io.sightline.ingest.media.SourceOptions;
import io.sightline.ingest.privacy.Admission;
import io.sightline.ingest.space.FreeSpace;
import io.sightline.ingest.spool.Entry;
import io.sightline.ingest.spool.Fact;
import io.sightline.ingest.spool.FactCodec;
import io.sightline.ingest.spool.Spool;
import io.sightline.ingest.spool.SpoolSettings;
import io.sightline.ingest.spool.SpoolSettings.WhenFull;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.schemas.serde.AvroDeserializer;
import io.sightline.schemas.serde.AvroSerializer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** Cameras with all that ingest does for them, but the broker: facts are read and thrown away. */
final class CameraHarness implements AutoCloseable {
  private static final int ALL = Integer.MAX_VALUE;

  /** What was done when does not matter here. */
  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  /** What is done with a camera: all, or recording round the clock alone. */
  enum Work {
    ALL,
    RECORDING
  }

  /** An activity, seconds of the recording. */
  record Found(String camera, double fromSecond, double toSecond) {}

  private final Work work;
  private final CameraLimits limits;
  private final ClipStore store;
  private final Spool spool;
  private final FactCodec codec = codec();
  private long position;
  private SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  CameraHarness(Path folder, Work work, double analysedPerSecond) throws IOException {
    this.work = work;
    this.limits = CameraLimits.DEFAULT.gatedAt(analysedPerSecond);
    this.store = new FilesClipStore(folder.resolve("clips"));
    this.spool =
        Spool.open(folder.resolve("spool"), new SpoolSettings(256 << 20, 4 << 20, WhenFull.FAIL));
    this.position = spool.begin();
  }

  /** Runs so many cameras at a time to the end of the recording. */
  List<Found> run(Path recording, int cameras) throws Exception {
    metrics = new SimpleMeterRegistry();
    List<CompletableFuture<Ending>> endings = new ArrayList<>();
    for (int i = 0; i < cameras; i++) {
      CompletableFuture<Ending> end = new CompletableFuture<>();
      String id = "camera-" + i;
      new CameraSession(context(id, recording), new CameraLog(id, 1, spool, codec), end::complete)
          .start();
      endings.add(end);
    }
    CompletableFuture<?> all =
        CompletableFuture.allOf(endings.toArray(new CompletableFuture<?>[0]));
    List<Found> found = new ArrayList<>();
    while (!all.isDone()) {
      drain(found, 200);
    }
    drain(found, 0);
    for (CompletableFuture<Ending> ending : endings) {
      String failure = ending.get().failure();
      if (failure != null) {
        throw new IOException(ending.get().camera() + ": " + failure);
      }
    }
    return found;
  }

  private void drain(List<Found> found, long waitMillis) throws Exception {
    for (Entry entry : spool.read(position, ALL, waitMillis)) {
      for (Fact fact : entry.facts()) {
        if (fact.topic().equals(Topics.ACTIVITY.name())
            && codec.decode(fact) instanceof Activity activity
            && activity.getState() == ActivityState.ENDED) {
          found.add(found(activity));
        }
      }
      position = entry.next();
    }
    spool.trim(position);
  }

  private static Found found(Activity activity) {
    Instant ended = activity.getEndedAt();
    return new Found(
        activity.getCamera(),
        seconds(activity.getStartedAt()),
        ended == null ? -1 : seconds(ended));
  }

  private static double seconds(Instant time) {
    return Duration.between(Instant.EPOCH, time).toMillis() / 1000.0;
  }

  private CameraContext context(String id, Path recording) {
    Camera camera =
        Camera.newBuilder()
            .setCamera(id)
            .setSource(recording.toString())
            .setRecording(RecordingMode.ALWAYS)
            .setAnalysis(work == Work.ALL ? Analysis.MOTION : Analysis.OFF)
            .build();
    return new CameraContext(
        camera,
        new SourceAddress(Map.of()),
        (c, address) -> FfmpegSource.open(address, SourceOptions.defaults()),
        store,
        new FfmpegClipWriters(),
        CaptureClock.recording(Instant.EPOCH),
        false,
        () -> Admission.OPEN,
        CLOCK,
        new FreeSpace(store, 0, System::nanoTime),
        limits,
        new CameraMetrics(metrics, id),
        new Hearing(FfmpegSoundDecoder::open, null),
        CameraEvents.none(CLOCK),
        LearningTurns.unlimited(),
        OpeningTurns.unlimited());
  }

  private static FactCodec codec() {
    Map<String, String> registry = Map.of("schema.registry.url", "mock://bench");
    AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>();
    serializer.configure(registry, false);
    Map<String, Deserializer<? extends SpecificRecord>> deserializers = new HashMap<>();
    for (Topic<?> topic :
        List.of(
            Topics.ACTIVITY,
            Topics.FRAMES,
            Topics.CLIPS,
            Topics.KEYS,
            Topics.RECORDINGS,
            Topics.HEALTH)) {
      AvroDeserializer<SpecificRecord> deserializer = new AvroDeserializer<>();
      deserializer.configure(registry, false);
      deserializers.put(topic.name(), deserializer);
    }
    return new FactCodec(new Topics("bench"), serializer, deserializers);
  }

  /** Of the last run, sums over all cameras. */
  Map<String, Long> counters() {
    Map<String, Long> sums = new TreeMap<>();
    metrics.getMeters().stream()
        .filter(Counter.class::isInstance)
        .map(Counter.class::cast)
        .forEach(c -> sums.merge(c.getId().getName(), (long) c.count(), Long::sum));
    return sums;
  }

  @Override
  public void close() {
    spool.close();
    store.close();
  }
}
