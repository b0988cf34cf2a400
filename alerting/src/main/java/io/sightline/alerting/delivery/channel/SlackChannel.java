package io.sightline.alerting.delivery.channel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.alerting.delivery.message.Answer;
import io.sightline.alerting.delivery.message.Channel;
import io.sightline.alerting.delivery.message.Message;
import java.net.URI;
import java.time.Duration;

/** Posts blocks to an incoming webhook of Slack. */
public final class SlackChannel implements Channel {
  private static final int MOST_HEADER = 150;
  private static final int MOST_SECTION = 3000;

  private final SlackConfig config;
  private final HttpSender sender;

  /**
   * @param timeout for an attempt as a whole
   */
  public SlackChannel(SlackConfig config, Duration timeout) {
    this.config = config;
    this.sender = new HttpSender(timeout);
  }

  @Override
  public Answer send(Message message) throws InterruptedException {
    URI url = URI.create(config.url().value());
    return sender.send(Payload.post(url, message, payload(message)).build());
  }

  private ObjectNode payload(Message message) {
    ObjectNode payload = Payload.object();
    payload.put("text", escaped(message.title()));
    ArrayNode blocks = payload.putArray("blocks");
    blocks
        .addObject()
        .put("type", "header")
        .putObject("text")
        .put("type", "plain_text")
        .put("text", Payload.cut(message.title(), MOST_HEADER));
    blocks
        .addObject()
        .put("type", "section")
        .putObject("text")
        .put("type", "mrkdwn")
        .put("text", Payload.cut(escaped(message.body()), MOST_SECTION));
    if (message.picture() != null && config.picture() == PictureMode.LINK) {
      blocks
          .addObject()
          .put("type", "image")
          .put("image_url", message.picture())
          .put("alt_text", Payload.cut(message.title(), MOST_HEADER));
    }
    return payload;
  }

  /** As Slack's own text asks for. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
