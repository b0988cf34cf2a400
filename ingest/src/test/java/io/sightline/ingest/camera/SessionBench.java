package io.sightline.ingest.camera;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.avro.Activity;
import io.sightline.avro.ActivityState;
import io.sightline.avro.Camera;
import io.sightline.avro.Clip;
import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import io.sightline.avro.Mask;
import io.sightline.avro.RecordingMode;
import io.sightline.clipstore.ClipStore;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.ingest.camera.CameraSession.Ending;
import io.sightline.ingest.events.CameraEvents;
import io.sightline.ingest.feedback.FeedbackFeed;
import io.sightline.ingest.ffmpeg.FfmpegSoundDecoder;
import io.sightline.ingest.media.ClipWriter;
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
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** A session between a source and a spool, without a broker. */
final class SessionBench implements AutoCloseable {
  static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-04-01T00:00:00Z"), ZoneOffset.UTC);

  final Spool spool;
  final FactCodec codec = codec();
  final CameraLog log;
  ClipStore store;
  ClipWriter.Factory writers = new PlainClipWriters();
  Camera.Builder camera = Camera.newBuilder().setCamera("cam").setVersion(3).setSource("script");
  Hearing hearing = new Hearing(FfmpegSoundDecoder::open, null);
  boolean retry;
  RecordingMode recording = RecordingMode.OFF;
  long minFreeBytes;
  CaptureClock captureClock = CaptureClock.recording(START);
  Clock clock = Clock.fixed(Instant.parse("2026-04-01T00:00:00Z"), ZoneOffset.UTC);
  CameraLimits limits = CameraLimits.DEFAULT;
  final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  volatile Admission admission = Admission.OPEN;
  List<Mask> masks = List.of();
  LearningTurns learning = LearningTurns.unlimited();
  OpeningTurns opening = OpeningTurns.unlimited();
  CameraEvents events = CameraEvents.none(CLOCK);

  SessionBench(Path folder) throws IOException {
    spool =
        Spool.open(folder.resolve("spool"), new SpoolSettings(64 << 20, 1 << 20, WhenFull.FAIL));
    store = new FilesClipStore(folder.resolve("clips"));
    log = new CameraLog("cam", 1, spool, codec, () -> admission.mode(), FeedbackFeed.NONE);
  }

  static FactCodec codec() {
    Map<String, String> registry = Map.of("schema.registry.url", "mock://" + UUID.randomUUID());
    AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>();
    serializer.configure(registry, false);
    Map<String, Deserializer<? extends SpecificRecord>> deserializers = new HashMap<>();
    for (Topic<?> topic :
        List.of(
            Topics.ACTIVITY,
            Topics.FRAMES,
            Topics.CLIPS,
            Topics.KEYS,
            Topics.HEALTH,
            Topics.RECORDINGS)) {
      AvroDeserializer<SpecificRecord> deserializer = new AvroDeserializer<>();
      deserializer.configure(registry, false);
      deserializers.put(topic.name(), deserializer);
    }
    return new FactCodec(new Topics("test"), serializer, deserializers);
  }

  CameraContext context(CameraSources sources) {
    Camera camera = Camera.newBuilder(this.camera).setRecording(recording).setMasks(masks).build();
    return new CameraContext(
        camera,
        new SourceAddress(Map.of()),
        sources,
        store,
        writers,
        captureClock,
        retry,
        () -> admission,
        clock,
        new FreeSpace(store, minFreeBytes, System::nanoTime),
        limits,
        new CameraMetrics(metrics, "cam"),
        hearing,
        events,
        learning,
        opening);
  }

  void gate() {
    limits = CameraLimits.DEFAULT.gatedAt(CameraLimits.DEFAULT.analysedPerSecond());
  }

  double counter(String name) {
    return metrics.get(name).counter().count();
  }

  /** Runs until the source is over. */
  Ending run(CameraSources sources) throws Exception {
    CompletableFuture<Ending> end = new CompletableFuture<>();
    new CameraSession(context(sources), log, end::complete).start();
    return end.get(60, TimeUnit.SECONDS);
  }

  Ending run(String script) throws Exception {
    return run((camera, address) -> new ScriptedSource(script));
  }

  List<SpecificRecord> facts() throws Exception {
    List<SpecificRecord> facts = new ArrayList<>();
    for (Entry entry : spool.read(spool.begin(), Integer.MAX_VALUE, 0)) {
      for (Fact fact : entry.facts()) {
        facts.add(codec.decode(fact));
      }
    }
    return facts;
  }

  <T extends SpecificRecord> List<T> facts(Class<T> type) throws Exception {
    return facts().stream().filter(type::isInstance).map(type::cast).toList();
  }

  List<Activity> activities(ActivityState state) throws Exception {
    return facts(Activity.class).stream().filter(a -> a.getState() == state).toList();
  }

  List<FrameRef> frames(FrameKind kind) throws Exception {
    return facts(FrameRef.class).stream().filter(f -> f.getKind() == kind).toList();
  }

  List<Clip> clips() throws Exception {
    return facts(Clip.class);
  }

  /** Seconds since the start of the recording. */
  static double seconds(Instant time) {
    return (Micros.of(time) - Micros.of(START)) / 1e6;
  }

  @Override
  public void close() {
    spool.close();
    store.close();
  }
}
