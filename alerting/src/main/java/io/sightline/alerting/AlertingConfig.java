package io.sightline.alerting;

import static java.util.Objects.requireNonNullElse;

import io.sightline.alerting.delivery.ChannelConfig;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How alerts are told. What is absent in the configuration arrives as null and becomes the default.
 * Rules are no part of it: they belong to the cameras.
 *
 * @param channels where alerts are told; absent: the log alone
 * @param cameraWait how long a record may wait for the camera version that it names
 */
public record AlertingConfig(List<ChannelConfig> channels, Duration cameraWait) {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  public AlertingConfig {
    channels = List.copyOf(requireNonNullElse(channels, List.of(ChannelConfig.log())));
    Set<String> names = new HashSet<>();
    for (ChannelConfig channel : channels) {
      if (!names.add(channel.name())) {
        throw new IllegalArgumentException(
            "channels: the name '" + channel.name() + "' is there twice; expected different names");
      }
    }
    cameraWait = requireNonNullElse(cameraWait, Duration.ofSeconds(1));
    if (cameraWait.isNegative() || cameraWait.compareTo(LONGEST_WAIT) > 0) {
      throw new IllegalArgumentException(
          "camera_wait " + cameraWait + ": expected 0s to " + LONGEST_WAIT.toSeconds() + "s");
    }
  }

  /** The log channel, and default waits. */
  @SuppressWarnings("NullAway") // null is how an absent value arrives
  public static AlertingConfig defaults() {
    return new AlertingConfig(null, null);
  }
}
