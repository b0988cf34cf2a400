package io.sightline.standalone.config;

import static java.util.Objects.requireNonNullElse;

import io.sightline.avro.Analysis;
import io.sightline.avro.Camera;
import io.sightline.avro.Mask;
import io.sightline.avro.MaskPoint;
import io.sightline.avro.RecordingMode;
import io.sightline.avro.SoundAnalysis;
import io.sightline.runtime.Verbatim;
import io.sightline.schemas.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A camera as written in the configuration file. What is absent there arrives as null and becomes
 * the default.
 *
 * @param id opaque, for ever; lower-case letters, digits and inner hyphens
 * @param source {@code rtsp://}, {@code http://}, {@code device:} or the path of a file; secrets as
 *     {@code ${NAME}}
 * @param analysisSource a second, smaller stream of the same view that is looked at instead of the
 *     source; what is stored is of the source; written as that; none: the source is looked at
 * @param loop a file starts again at its end
 * @param motionSensitivity 0 insensitive .. 1 sensitive
 * @param clipLeadIn video kept from before the activity
 * @param clipMax longest clip
 * @param retention how long clips are kept
 * @param recording {@code always}, {@code on-activity} or {@code off}: video kept besides clips
 * @param recordingRetention how long recordings are kept, in whole hours of the clock
 * @param cooldown a new visit within this time is told as the same incident; 0s: never
 * @param sound {@code auto} (also what it is, where ingest has a model), {@code loudness} or {@code
 *     off}
 * @param soundSensitivity 0 insensitive .. 1 sensitive
 * @param masks what nobody is to see
 * @param analysis what begins an activity: {@code motion}, {@code external} or {@code off}
 * @param zones parts of the picture to which rules refer
 * @param lines that rules can ask to be crossed
 * @param timeZone in which the hours of rules are read, as the IANA names it
 * @param onvif address of the device service that is asked for events; secrets as {@code ${NAME}}
 */
public record CameraConfig(
    String id,
    String name,
    @Verbatim String source,
    @Verbatim String analysisSource,
    Boolean loop,
    Boolean enabled,
    Double motionSensitivity,
    Duration clipLeadIn,
    Duration clipMax,
    Duration retention,
    String recording,
    Duration recordingRetention,
    Duration cooldown,
    List<RuleConfig> rules,
    String sound,
    Double soundSensitivity,
    List<MaskConfig> masks,
    String analysis,
    @Verbatim String onvif,
    List<ZoneConfig> zones,
    List<LineConfig> lines,
    String timeZone) {

  private static final int MOST_PLACES = 64;
  static final Duration DEFAULT_RETENTION = Duration.ofDays(30);

  /**
   * @param points corners of a polygon as pairs of x and y, fractions of the frame from the top
   *     left
   * @param burntIn black in clips and recordings too
   */
  public record MaskConfig(String name, List<List<Double>> points, Boolean burntIn) {
    private static final int MIN_POINTS = 3;
    private static final int MAX_POINTS = 100;

    public MaskConfig {
      require(name, "name");
      require(points, "points");
      burntIn = requireNonNullElse(burntIn, false);
      if (points.size() < MIN_POINTS || points.size() > MAX_POINTS) {
        throw new IllegalArgumentException(
            "points: %d of them, expected %d to %d"
                .formatted(points.size(), MIN_POINTS, MAX_POINTS));
      }
      points.forEach(MaskConfig::check);
    }

    private static void check(List<Double> point) {
      boolean inside = point != null && point.size() == 2;
      for (Double each : inside ? point : List.<Double>of()) {
        inside &= each != null && each >= 0 && each <= 1;
      }
      if (!inside) {
        throw new IllegalArgumentException(
            "points: "
                + point
                + ", expected [x, y] as fractions of the frame, 0 to 1, from its top left");
      }
    }

    Mask toRecord() {
      return Mask.newBuilder()
          .setName(name)
          .setPoints(
              points.stream()
                  .map(p -> new MaskPoint(p.get(0).floatValue(), p.get(1).floatValue()))
                  .toList())
          .setBurntIn(burntIn)
          .build();
    }
  }

  public CameraConfig {
    require(id, "id");
    require(source, "source");
    analysisSource = requireNonNullElse(analysisSource, "");
    Ids.requireCamera(id);
    name = requireNonNullElse(name, id);
    loop = requireNonNullElse(loop, false);
    enabled = requireNonNullElse(enabled, true);
    motionSensitivity =
        within("motion_sensitivity", requireNonNullElse(motionSensitivity, 0.5), 0, 1);
    clipLeadIn =
        within(
            "clip_lead_in",
            requireNonNullElse(clipLeadIn, Duration.ofSeconds(3)),
            Duration.ZERO,
            Duration.ofSeconds(30));
    clipMax =
        within(
            "clip_max",
            requireNonNullElse(clipMax, Duration.ofSeconds(30)),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30));
    retention =
        within(
            "retention",
            requireNonNullElse(retention, DEFAULT_RETENTION),
            Duration.ofSeconds(1),
            Duration.ofDays(3650));
    recording = requireNonNullElse(recording, "off");
    oneOf("recording", recording, List.of("always", "on-activity", "off"));
    recordingRetention =
        within(
            "recording_retention",
            requireNonNullElse(recordingRetention, DEFAULT_RETENTION),
            Duration.ofHours(1),
            Duration.ofDays(3650));
    cooldown =
        within(
            "cooldown",
            requireNonNullElse(cooldown, Duration.ZERO),
            Duration.ZERO,
            Duration.ofDays(1));
    rules = requireNonNullElse(rules, List.of());
    sound = requireNonNullElse(sound, "auto");
    oneOf("sound", sound, List.of("auto", "loudness", "off"));
    soundSensitivity = within("sound_sensitivity", requireNonNullElse(soundSensitivity, 0.5), 0, 1);
    masks = requireNonNullElse(masks, List.of());
    analysis = requireNonNullElse(analysis, "motion");
    oneOf("analysis", analysis, List.of("motion", "external", "off"));
    onvif = requireNonNullElse(onvif, "");
    if (!onvif.isEmpty() && !onvif.matches("(?s)https?://.+")) {
      throw new IllegalArgumentException("onvif: expected http://host/onvif/device_service");
    }
    zones = requireNonNullElse(zones, List.of());
    lines = requireNonNullElse(lines, List.of());
    Checks checks = new Checks();
    checks.atMost("rules", rules, MOST_PLACES);
    checks.atMost("zones", zones, MOST_PLACES);
    checks.atMost("lines", lines, MOST_PLACES);
    RuleReferences.zonesAndLines(rules, zones, lines, checks);
    RuleReferences.timeZone(timeZone, rules, checks);
    checks.done();
    timeZone = requireNonNullElse(timeZone, "UTC");
  }

  /** A camera with all defaults. */
  @SuppressWarnings("NullAway") // null is how an absent value arrives
  public static CameraConfig of(String id, String source) {
    return new CameraConfig(
        id, null, source, null, null, null, null, null, null, null, null, null, null, null, null,
        null, null, null, null, null, null, null);
  }

  /** The same camera, whose file starts again at its end. */
  public CameraConfig looped() {
    return with(source, analysisSource, true, enabled, recording, analysis, onvif);
  }

  /** The same camera, recorded round the clock. */
  public CameraConfig recordedAlways() {
    return with(source, analysisSource, loop, enabled, "always", analysis, onvif);
  }

  /** The same camera, of which another stream is looked at. */
  public CameraConfig withSubStream(String address) {
    return with(source, address, loop, enabled, recording, analysis, onvif);
  }

  /** The same camera, looking at a recording once: nothing is recorded anew. */
  public CameraConfig withRecording(String file) {
    return with(file, "", false, true, "off", "motion", "");
  }

  private CameraConfig with(
      String newSource,
      String newAnalysisSource,
      boolean looping,
      boolean open,
      String newRecording,
      String newAnalysis,
      String newOnvif) {
    return new CameraConfig(
        id,
        name,
        newSource,
        newAnalysisSource,
        looping,
        open,
        motionSensitivity,
        clipLeadIn,
        clipMax,
        retention,
        newRecording,
        recordingRetention,
        cooldown,
        rules,
        sound,
        soundSensitivity,
        masks,
        newAnalysis,
        newOnvif,
        zones,
        lines,
        timeZone);
  }

  /** The record of this camera, as a given version. */
  public Camera toRecord(String site, int version, Instant effectiveFrom) {
    return Camera.newBuilder()
        .setCamera(id)
        .setVersion(version)
        .setEffectiveFrom(effectiveFrom)
        .setName(name)
        .setSite(site)
        .setSource(source)
        .setAnalysisSource(analysisSource)
        .setLoop(loop)
        .setEnabled(enabled)
        .setMotionSensitivity(motionSensitivity.floatValue())
        .setClipLeadInMs(clipLeadIn.toMillis())
        .setClipMaxMs(clipMax.toMillis())
        .setRetentionS(retention.toSeconds())
        .setRecording(RecordingMode.valueOf(recording.replace('-', '_').toUpperCase(Locale.ROOT)))
        .setRecordingRetentionS(recordingRetention.toSeconds())
        .setCooldownMs(cooldown.toMillis())
        .setSound(SoundAnalysis.valueOf(sound.toUpperCase(Locale.ROOT)))
        .setSoundSensitivity(soundSensitivity.floatValue())
        .setRules(rules.stream().map(RuleConfig::toRecord).toList())
        .setMasks(masks.stream().map(MaskConfig::toRecord).toList())
        .setAnalysis(Analysis.valueOf(analysis.toUpperCase(Locale.ROOT)))
        .setOnvif(onvif)
        .setZones(zones.stream().map(ZoneConfig::toRecord).toList())
        .setLines(lines.stream().map(LineConfig::toRecord).toList())
        .setTimeZone(timeZone)
        .build();
  }

  private static void require(@Nullable Object value, String key) {
    if (value == null) {
      throw new IllegalArgumentException(key + ": missing");
    }
  }

  private static void oneOf(String key, String value, List<String> expected) {
    if (!expected.contains(value)) {
      throw new IllegalArgumentException(key + ": '" + value + "', expected one of " + expected);
    }
  }

  private static <T extends Comparable<T>> T within(String key, T value, T least, T most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          key + ": " + value + ", expected " + least + " to " + most);
    }
    return value;
  }

  private static Double within(String key, Double value, int least, int most) {
    return within(key, value, (double) least, (double) most);
  }
}
