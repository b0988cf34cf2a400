package io.sightline.ingest;

import static java.util.Objects.requireNonNullElse;

import io.sightline.ingest.camera.CameraLimits;
import io.sightline.ingest.events.EventsConfig;
import io.sightline.ingest.media.Playback;
import io.sightline.ingest.media.SourceOptions;
import io.sightline.ingest.spool.SpoolSettings;
import io.sightline.ingest.spool.SpoolSettings.WhenFull;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How ingest runs. What is absent in the configuration arrives as null and becomes the default.
 *
 * @param spoolMaxMib most that may wait, for each partition, MiB; default 256
 * @param analysedPerSecond pictures looked at in a second, at most; default 5
 * @param jpegWidth pixels across a sampled frame, at most; default 1280
 * @param cropsPerFrame parts cut out of the picture beside each frame, at most; default 2
 * @param cropMaxPixels a side of such a part, at most; default 640
 * @param leadInMaxMib packets kept in memory from before an activity, for each camera, MiB; default
 *     64
 * @param openTimeout longest wait until a source answers; default 10s
 * @param readTimeout longest wait for the next packet; default 10s
 * @param decoderThreads threads that decode, for each camera; default 1
 * @param minFreeMib free space below which no clips are stored, MiB; below twice that no
 *     recordings, below three times no frames, below four times no crops; 0: nothing ever stands
 *     back; default 256
 * @param maxCameras most cameras that this process opens; default 64
 * @param learningAtOnce cameras that learn their scenes at a time; default 12 for each processor
 * @param openingAtOnce sources that are opened at a time; default 4 for each processor
 * @param soundModel YAMNet as TensorFlow Lite; none: sound is known by its loudness alone
 * @param gate whose pictures are decoded only when something seems to happen; default cameras
 * @param events where events come from besides the cameras; default none
 */
public record IngestConfig(
    Integer spoolMaxMib,
    Double analysedPerSecond,
    Integer jpegWidth,
    Integer cropsPerFrame,
    Integer cropMaxPixels,
    Integer leadInMaxMib,
    Duration openTimeout,
    Duration readTimeout,
    Integer decoderThreads,
    Integer minFreeMib,
    Integer maxCameras,
    Integer learningAtOnce,
    Integer openingAtOnce,
    @Nullable Path soundModel,
    GateUse gate,
    EventsConfig events) {
  private static final int LEARNING_A_PROCESSOR = 12;
  private static final int OPENING_A_PROCESSOR = 4;
  private static final int ANALYSIS_WIDTH = 192;
  private static final long SEGMENT_BYTES = 4L << 20;
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  public IngestConfig {
    spoolMaxMib = within("spool_max_mib", requireNonNullElse(spoolMaxMib, 256), 8, 1 << 20);
    analysedPerSecond = requireNonNullElse(analysedPerSecond, 5.0);
    if (!(analysedPerSecond >= 2 && analysedPerSecond <= 30)) {
      throw new IllegalArgumentException(
          "analysed_per_second " + analysedPerSecond + ": expected 2 to 30");
    }
    jpegWidth = within("jpeg_width", requireNonNullElse(jpegWidth, 1280), 64, 8192);
    cropsPerFrame = within("crops_per_frame", requireNonNullElse(cropsPerFrame, 2), 0, 8);
    cropMaxPixels = within("crop_max_pixels", requireNonNullElse(cropMaxPixels, 640), 64, 4096);
    leadInMaxMib = within("lead_in_max_mib", requireNonNullElse(leadInMaxMib, 64), 1, 4096);
    openTimeout = timeout("open_timeout", requireNonNullElse(openTimeout, TEN_SECONDS));
    readTimeout = timeout("read_timeout", requireNonNullElse(readTimeout, TEN_SECONDS));
    decoderThreads = within("decoder_threads", requireNonNullElse(decoderThreads, 1), 1, 64);
    minFreeMib = within("min_free_mib", requireNonNullElse(minFreeMib, 256), 0, 1 << 20);
    maxCameras = within("max_cameras", requireNonNullElse(maxCameras, 64), 1, 10_000);
    int processors = Runtime.getRuntime().availableProcessors();
    int learning = requireNonNullElse(learningAtOnce, LEARNING_A_PROCESSOR * processors);
    learningAtOnce = within("learning_at_once", learning, 1, 10_000);
    int opening = requireNonNullElse(openingAtOnce, OPENING_A_PROCESSOR * processors);
    openingAtOnce = within("opening_at_once", opening, 1, 10_000);
    gate = requireNonNullElse(gate, GateUse.CAMERAS);
    events = requireNonNullElse(events, EventsConfig.NONE);
  }

  /** All defaults. */
  @SuppressWarnings("NullAway") // null is how an absent value arrives
  public static IngestConfig defaults() {
    return new IngestConfig(
        null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
        null);
  }

  /** The same with another sound model. */
  public IngestConfig withSoundModel(Path model) {
    return new IngestConfig(
        spoolMaxMib,
        analysedPerSecond,
        jpegWidth,
        cropsPerFrame,
        cropMaxPixels,
        leadInMaxMib,
        openTimeout,
        readTimeout,
        decoderThreads,
        minFreeMib,
        maxCameras,
        learningAtOnce,
        openingAtOnce,
        model,
        gate,
        events);
  }

  SpoolSettings spool(WhenFull whenFull) {
    long max = (long) spoolMaxMib << 20;
    return new SpoolSettings(max, Math.min(SEGMENT_BYTES, max), whenFull);
  }

  long minFreeBytes() {
    return (long) minFreeMib << 20;
  }

  CameraLimits camera(Playback playback) {
    return new CameraLimits(
        analysedPerSecond,
        ANALYSIS_WIDTH,
        jpegWidth,
        cropsPerFrame,
        cropMaxPixels,
        (long) leadInMaxMib << 20,
        gate.applies(playback));
  }

  SourceOptions source(Playback playback, boolean loop) {
    return SourceOptions.defaults()
        .withTimeouts(openTimeout, readTimeout)
        .withDecoderThreads(decoderThreads)
        .withPlayback(playback, loop);
  }

  private static int within(String key, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(key + " " + value + ": expected " + min + " to " + max);
    }
    return value;
  }

  private static Duration timeout(String key, Duration value) {
    if (value.compareTo(Duration.ofMillis(100)) < 0
        || value.compareTo(Duration.ofMinutes(10)) > 0) {
      throw new IllegalArgumentException(key + " " + value + ": expected 100ms to 10m");
    }
    return value;
  }
}
