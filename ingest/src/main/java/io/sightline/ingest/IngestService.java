package io.sightline.ingest;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sightline.avro.Camera;
import io.sightline.avro.Feedback;
import io.sightline.clipstore.ClipStore;
import io.sightline.ingest.camera.CameraSession.Ending;
import io.sightline.ingest.camera.CameraSources;
import io.sightline.ingest.camera.Hearing;
import io.sightline.ingest.camera.LearningTurns;
import io.sightline.ingest.camera.OpeningTurns;
import io.sightline.ingest.camera.SourceAddress;
import io.sightline.ingest.events.EventDesk;
import io.sightline.ingest.feedback.FeedbackDesk;
import io.sightline.ingest.feedback.FeedbackFollower;
import io.sightline.ingest.ffmpeg.FfmpegClipWriters;
import io.sightline.ingest.ffmpeg.FfmpegSoundDecoder;
import io.sightline.ingest.media.ClipWriter;
import io.sightline.ingest.privacy.ModeFollower;
import io.sightline.ingest.space.FreeSpace;
import io.sightline.ingest.spool.FactCodec;
import io.sightline.ingest.spool.FactLog;
import io.sightline.ingest.spool.KafkaFactLog;
import io.sightline.ingest.yamnet.Yamnet;
import io.sightline.keys.Encryption;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.Health;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.Service;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the cameras of a site. Processes with the same site share them out: whoever owns a partition
 * of {@code cameras} opens the cameras in it.
 */
public final class IngestService implements Service {
  private final IngestSite site;
  private final Hearing hearing;
  private final ModeFollower modes;
  private final @Nullable FeedbackFollower feedback;
  private final Endings endings = new Endings();
  private final EventWays events;
  private final CameraAssignment assignment;

  /** With the sources and clip writers of FFmpeg. */
  public IngestService(
      IngestSite site,
      IngestConfig config,
      IngestMode mode,
      KafkaSettings kafka,
      ClipStore store,
      Clock clock,
      MeterRegistry metrics) {
    this(site, config, mode, kafka, store, Encryption.OFF, clock, metrics);
  }

  /**
   * As the other, with media encrypted.
   *
   * @param store as it is; encryption is put over it
   */
  public IngestService(
      IngestSite site,
      IngestConfig config,
      IngestMode mode,
      KafkaSettings kafka,
      ClipStore store,
      Encryption encryption,
      Clock clock,
      MeterRegistry metrics) {
    this(
        site,
        config,
        mode,
        kafka,
        store,
        encryption,
        ffmpeg(config, mode),
        new FfmpegClipWriters(),
        clock,
        metrics);
  }

  /** As the other, with media stored as it is. */
  public IngestService(
      IngestSite site,
      IngestConfig config,
      IngestMode mode,
      KafkaSettings kafka,
      ClipStore store,
      CameraSources sources,
      ClipWriter.Factory writers,
      Clock clock,
      MeterRegistry metrics) {
    this(site, config, mode, kafka, store, Encryption.OFF, sources, writers, clock, metrics);
  }

  /**
   * @param clock this host's: stamps what was recorded when, and how cameras do
   */
  public IngestService(
      IngestSite site,
      IngestConfig config,
      IngestMode mode,
      KafkaSettings kafka,
      ClipStore store,
      Encryption encryption,
      CameraSources sources,
      ClipWriter.Factory writers,
      Clock clock,
      MeterRegistry metrics) {
    this.site = site;
    this.hearing = hearing(config);
    this.modes = new ModeFollower(kafka, AvroSerdes.deserializer(kafka, Topics.MODES), site.name());
    Deserializer<Camera> cameras = AvroSerdes.deserializer(kafka, Topics.CAMERAS);
    EventDesk desk = new EventDesk(clock, metrics);
    FeedbackDesk said = new FeedbackDesk();
    this.feedback = mode.retry() ? follower(kafka, said, site, metrics) : null;
    SourceAddress addresses = new SourceAddress(System.getenv());
    this.events = new EventWays(mode, config.events(), desk, addresses, clock);
    OwnerContext context =
        new OwnerContext(
            site,
            config,
            mode,
            store,
            sources,
            writers,
            codec(kafka),
            partition -> () -> log(site, kafka, partition),
            addresses,
            modes,
            clock,
            // What becomes of a recording must not depend on the disk.
            new FreeSpace(store, mode.retry() ? config.minFreeBytes() : 0, System::nanoTime),
            metrics,
            new Semaphore(config.maxCameras()),
            endings,
            hearing,
            desk,
            said,
            new LearningTurns(config.learningAtOnce()),
            new OpeningTurns(config.openingAtOnce(), System::nanoTime),
            encryption);
    this.assignment = new CameraAssignment(kafka, cameras, context);
    Gauge.builder("sightline.store.unsent", store, s -> s.unsent().objects()).register(metrics);
    Gauge.builder("sightline.store.unsent.bytes", store, s -> s.unsent().bytes()).register(metrics);
  }

  private static CameraSources ffmpeg(IngestConfig config, IngestMode mode) {
    return (camera, address) ->
        BurntIn.open(camera, address, config.source(mode.playback(), camera.getLoop()));
  }

  /** Nobody says anything about a recording that is only being watched. */
  private static FeedbackFollower follower(
      KafkaSettings kafka, FeedbackDesk said, IngestSite site, MeterRegistry metrics) {
    Deserializer<Feedback> values = AvroSerdes.deserializer(kafka, Topics.FEEDBACK);
    return new FeedbackFollower(kafka, values, said, site.name(), metrics);
  }

  private static Hearing hearing(IngestConfig config) {
    Path model = config.soundModel();
    return new Hearing(FfmpegSoundDecoder::open, model == null ? null : Yamnet.open(model));
  }

  private static FactCodec codec(KafkaSettings kafka) {
    Map<String, Deserializer<? extends SpecificRecord>> deserializers = new HashMap<>();
    for (Topic<? extends SpecificRecord> topic :
        List.of(
            Topics.ACTIVITY,
            Topics.FRAMES,
            Topics.RECORDINGS,
            Topics.CLIPS,
            Topics.KEYS,
            Topics.HEALTH)) {
      deserializers.put(topic.name(), AvroSerdes.deserializer(kafka, topic));
    }
    return new FactCodec(kafka.topics(), AvroSerdes.serializer(kafka), deserializers);
  }

  private static FactLog log(IngestSite site, KafkaSettings kafka, int partition) {
    String id = "ingest-" + site.name() + "-" + partition;
    return new KafkaFactLog(
        kafka.topics(),
        partition,
        kafka.transactionalProducer(id, id),
        kafka.consumer(id + "-cursor", "ingest-" + site.name() + "-spool"));
  }

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public void start() throws IOException {
    events.start();
    modes.start();
    if (feedback != null) {
      feedback.start();
    }
    assignment.start();
  }

  @Override
  public Health health() {
    Health cameras = events.worse(assignment.health());
    Health mode = cameras.state() == Health.State.UP ? modes.health() : cameras;
    return feedback == null || mode.state() != Health.State.UP ? mode : feedback.health();
  }

  @Override
  public String describe() {
    return "cameras of site %s -> activity, frames, recordings, clips, health"
        .formatted(site.name());
  }

  /**
   * Completes when a camera's source has come to its end by itself and all its facts, the final
   * mark among them, are published. A camera that is opened again after failures never ends.
   */
  public CompletableFuture<Ending> ended(String camera) {
    return endings.of(camera);
  }

  @Override
  public void close() {
    events.close();
    assignment.close();
    hearing.close();
    modes.close();
    if (feedback != null) {
      feedback.close();
    }
  }
}
