package io.sightline.alerting.delivery.channel;

import static java.util.Objects.requireNonNullElse;

import io.sightline.runtime.Secret;

/**
 * A webhook of Discord.
 *
 * @param url as Discord gave it; whoever knows it can post
 */
public record DiscordConfig(Secret url, PictureMode picture) {
  public DiscordConfig {
    picture = requireNonNullElse(picture, PictureMode.ATTACH);
    Settings settings = new Settings();
    settings.requireHttp("url", url);
    settings.requireNone();
  }
}
