package io.sightline.alerting.delivery.channel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.alerting.delivery.channel.Pictures.Picture;
import io.sightline.alerting.delivery.message.Answer;
import io.sightline.alerting.delivery.message.Channel;
import io.sightline.alerting.delivery.message.Message;
import io.sightline.avro.Severity;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;

/** Posts an embed to a webhook of Discord, with the picture as its file. */
public final class DiscordChannel implements Channel {
  private static final int MOST_TITLE = 256;
  private static final int MOST_DESCRIPTION = 4096;
  private static final int RED = 0xC0392B;
  private static final int AMBER = 0xE0A800;
  private static final int GREY = 0x7F8C8D;

  private final DiscordConfig config;
  private final HttpSender sender;
  private final Pictures pictures;

  /**
   * @param timeout for an attempt as a whole
   */
  public DiscordChannel(DiscordConfig config, Duration timeout) {
    this.config = config;
    this.sender = new HttpSender(timeout);
    this.pictures = new Pictures(timeout);
  }

  @Override
  public Answer send(Message message) throws InterruptedException {
    Picture picture = pictures.fetch(message, config.picture());
    return sender.send(request(message, picture)).and(picture.note());
  }

  private HttpRequest request(Message message, Picture picture) {
    URI url = URI.create(config.url().value());
    if (!picture.isThere()) {
      String link = config.picture() == PictureMode.LINK ? message.picture() : null;
      return Payload.post(url, message, payload(message, link == null ? "" : link)).build();
    }
    ObjectNode payload = payload(message, "attachment://picture.jpg");
    byte[] body =
        new Multipart()
            .field("payload_json", "application/json", Payload.write(payload))
            .jpeg("files[0]", picture.jpeg())
            .end();
    return Payload.post(url, message, Multipart.CONTENT_TYPE, body).build();
  }

  /** Nobody is called by name, whatever stands in the text. */
  private static ObjectNode payload(Message message, String picture) {
    ObjectNode payload = Payload.object();
    payload.putObject("allowed_mentions").putArray("parse");
    ObjectNode embed = payload.putArray("embeds").addObject();
    embed.put("title", Payload.cut(message.title(), MOST_TITLE));
    embed.put("description", Payload.cut(message.body(), MOST_DESCRIPTION));
    embed.put("color", color(message.alert().getSeverity()));
    embed.put("timestamp", message.alert().getCapturedAt().toString());
    if (!picture.isEmpty()) {
      embed.putObject("image").put("url", picture);
    }
    return payload;
  }

  private static int color(Severity severity) {
    return switch (severity) {
      case CRITICAL -> RED;
      case WARNING -> AMBER;
      default -> GREY;
    };
  }
}
