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

/** Sends as a bot of Telegram: a photo with a caption, or a message. */
public final class TelegramChannel implements Channel {
  private static final int MOST_CAPTION = 1024;
  private static final int MOST_TEXT = 4096;

  private final TelegramConfig config;
  private final HttpSender sender;
  private final Pictures pictures;

  /**
   * @param timeout for an attempt as a whole
   */
  public TelegramChannel(TelegramConfig config, Duration timeout) {
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
    if (picture.isThere()) {
      byte[] body =
          new Multipart()
              .field("chat_id", "text/plain; charset=utf-8", config.chat())
              .field("caption", "text/plain; charset=utf-8", text(message, MOST_CAPTION))
              .field("disable_notification", "text/plain", Boolean.toString(isSilent(message)))
              .jpeg("photo", picture.jpeg())
              .end();
      return Payload.post(url("sendPhoto"), message, Multipart.CONTENT_TYPE, body).build();
    }
    ObjectNode payload = Payload.object();
    payload.put("chat_id", config.chat());
    payload.put("disable_notification", isSilent(message));
    if (message.picture() != null && config.picture() == PictureMode.LINK) {
      payload.put("photo", message.picture()).put("caption", text(message, MOST_CAPTION));
      return Payload.post(url("sendPhoto"), message, payload).build();
    }
    payload.put("text", text(message, MOST_TEXT));
    return Payload.post(url("sendMessage"), message, payload).build();
  }

  private static String text(Message message, int most) {
    return Payload.cut(message.title() + "\n" + message.body(), most);
  }

  private static boolean isSilent(Message message) {
    return message.alert().getSeverity() == Severity.INFO;
  }

  private URI url(String method) {
    String base = config.url().toString().replaceFirst("/+$", "");
    return URI.create(base + "/bot" + config.token().value() + "/" + method);
  }
}
