package io.sightline.alerting.delivery.channel;

import static java.util.Objects.requireNonNullElse;

import io.sightline.runtime.Secret;
import java.net.URI;

/**
 * A bot of Telegram.
 *
 * @param token as BotFather gave it
 * @param chat id of the chat, or {@code @} and the name of a channel
 * @param url of the Bot API, which may be a server of one's own
 */
public record TelegramConfig(Secret token, String chat, URI url, PictureMode picture) {
  public TelegramConfig {
    url = requireNonNullElse(url, URI.create("https://api.telegram.org"));
    picture = requireNonNullElse(picture, PictureMode.ATTACH);
    Settings settings = new Settings();
    settings.check(
        token != null && token.value().matches("[0-9]+:[A-Za-z0-9_-]+"),
        "token",
        token,
        "a number, ':' and the rest, as BotFather gave it");
    settings.check(
        chat != null && chat.matches("-?\\d{1,20}|@\\w{1,64}"), "chat", chat, "a number or @name");
    settings.requireHttp("url", url);
    settings.requireNone();
  }
}
