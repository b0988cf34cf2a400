package io.sightline.standalone.config;

import io.sightline.retention.PolicyConfig;
import io.sightline.runtime.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How long the topic of recordings has to tell of what lies in the clip store. */
final class RecordingsKept {
  private RecordingsKept() {}

  /** The longest that any camera or rule keeps recordings, and no less than other topics are. */
  static Duration needed(List<CameraConfig> cameras, @Nullable PolicyConfig policy) {
    return Stream.concat(byCameras(cameras), byRules(policy))
        .reduce(KafkaSettings.RECORDINGS_KEPT, RecordingsKept::longer);
  }

  /**
   * @param wanted what the configuration says itself; null: nothing
   * @throws IllegalArgumentException if that is shorter than what is needed
   */
  static void check(
      @Nullable Duration wanted, List<CameraConfig> cameras, @Nullable PolicyConfig policy) {
    Duration needed = needed(cameras, policy);
    if (wanted != null && wanted.compareTo(needed) < 0) {
      throw new IllegalArgumentException(
          "topics.recordings_kept %dh: expected %dh or more, as long as a camera or a rule keeps recordings"
              .formatted(wanted.toHours(), needed.toHours()));
    }
  }

  private static Stream<Duration> byCameras(List<CameraConfig> cameras) {
    return cameras.stream()
        .filter(camera -> !camera.recording().equals("off"))
        .map(CameraConfig::recordingRetention);
  }

  private static Stream<Duration> byRules(@Nullable PolicyConfig policy) {
    if (policy == null || policy.rules() == null) {
      return Stream.empty();
    }
    return policy.rules().stream()
        .filter(rule -> "recording".equals(rule.kind()))
        .map(PolicyConfig.Rule::keepFor)
        .filter(Objects::nonNull);
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
