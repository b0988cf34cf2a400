package io.sightline.alerting.delivery.channel;

import static java.util.Objects.requireNonNullElse;

import io.sightline.runtime.Secret;

/**
 * An incoming webhook of Slack, or of what takes the same.
 *
 * @param url as Slack gave it; whoever knows it can post
 * @param picture {@code link}: Slack fetches it from the console, which it must reach
 */
public record SlackConfig(Secret url, PictureMode picture) {
  public SlackConfig {
    picture = requireNonNullElse(picture, PictureMode.LINK);
    Settings settings = new Settings();
    settings.requireHttp("url", url);
    settings.check(picture != PictureMode.ATTACH, "picture", "attach", "link or none");
    settings.requireNone();
  }
}
