package io.sightline.alerting.delivery.channel;

import static java.util.Objects.requireNonNullElse;

import io.sightline.runtime.Secret;
import java.net.URI;

/**
 * A topic of an ntfy server.
 *
 * @param url of the server
 * @param token absent: without log-in
 * @param picture {@code link} lets the phone fetch it from the console
 */
public record NtfyConfig(URI url, String topic, Secret token, PictureMode picture) {
  public NtfyConfig {
    url = requireNonNullElse(url, URI.create("https://ntfy.sh"));
    token = requireNonNullElse(token, new Secret(""));
    picture = requireNonNullElse(picture, PictureMode.LINK);
    Settings settings = new Settings();
    settings.requireHttp("url", url);
    settings.check(
        topic != null && topic.matches("[-_A-Za-z0-9]{1,64}"),
        "topic",
        topic,
        "1 to 64 of letters, digits, '_' and '-'");
    settings.check(picture != PictureMode.ATTACH, "picture", "attach", "link or none");
    settings.requireNone();
  }
}
