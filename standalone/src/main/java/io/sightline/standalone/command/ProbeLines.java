package io.sightline.standalone.command;

import io.sightline.ingest.events.onvif.OnvifFacts;
import io.sightline.ingest.events.onvif.OnvifProfile;
import io.sightline.ingest.probe.Probe;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code cameras probe} prints. */
final class ProbeLines {
  private ProbeLines() {}

  /** In the order of printing; null where the camera does not tell. */
  static Map<String, @Nullable Object> facts(Probe probe, @Nullable Path picture) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("address", probe.address());
    facts.put("video_codec", probe.videoCodec());
    facts.put("width", probe.width());
    facts.put("height", probe.height());
    facts.put("announced_fps", rounded(probe.announcedFps()));
    facts.put("measured_fps", rounded(probe.measuredFps()));
    facts.put("key_every_ms", probe.keyEveryMs());
    facts.put("kilobits_per_second", probe.kilobitsPerSecond());
    facts.put("sound", probe.sound());
    facts.put("open_ms", probe.openMs());
    facts.put("first_picture_ms", probe.firstPictureMs());
    facts.put("clock_offset_ms", probe.clockOffsetMs());
    facts.put("errors", probe.errors());
    if (picture != null) {
      facts.put("picture", picture.toString());
    }
    return facts;
  }

  /**
   * What the camera says of itself; an error is one of the facts.
   *
   * @param address with its secrets filled in
   */
  static Map<String, @Nullable Object> onvif(String address, Clock clock)
      throws InterruptedException {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    try {
      OnvifFacts told = OnvifFacts.ask(address, clock);
      facts.put("onvif_clock_ahead_s", told.clockAheadS());
      facts.put("onvif_services", told.services());
      facts.put("onvif_events", told.events());
      facts.put("onvif_profiles", told.profiles().stream().map(ProbeLines::profile).toList());
      facts.put("analysis_source_candidate", told.analysisSource().orElse(null));
    } catch (IOException | IllegalArgumentException e) {
      facts.put("onvif_error", e.getMessage());
    }
    return facts;
  }

  private static String profile(OnvifProfile profile) {
    return "%s %s %dx%d, %d fps %s"
        .formatted(
            profile.name(),
            profile.encoding(),
            profile.width(),
            profile.height(),
            profile.fps(),
            profile.address())
        .strip();
  }

  static String forPeople(Map<String, @Nullable Object> facts) {
    StringBuilder lines = new StringBuilder();
    facts.forEach(
        (key, value) ->
            lines.append(
                "%-20s %s%n".formatted(key.replace('_', ' '), value == null ? "unknown" : value)));
    return lines.toString().stripTrailing();
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
