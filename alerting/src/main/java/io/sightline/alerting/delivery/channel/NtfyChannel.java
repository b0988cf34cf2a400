package io.sightline.alerting.delivery.channel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.alerting.delivery.message.Answer;
import io.sightline.alerting.delivery.message.Channel;
import io.sightline.alerting.delivery.message.Message;
import io.sightline.avro.Severity;
import java.net.http.HttpRequest;
import java.time.Duration;

/** Publishes to a topic of ntfy, as JSON to the server's root. */
public final class NtfyChannel implements Channel {
  private static final int HIGHEST = 5;
  private static final int MOST_TITLE = 250;
  private static final int MOST_MESSAGE = 3500;

  private final NtfyConfig config;
  private final HttpSender sender;

  /**
   * @param timeout for an attempt as a whole
   */
  public NtfyChannel(NtfyConfig config, Duration timeout) {
    this.config = config;
    this.sender = new HttpSender(timeout);
  }

  @Override
  public Answer send(Message message) throws InterruptedException {
    HttpRequest.Builder request = Payload.post(config.url(), message, payload(message));
    if (!config.token().value().isEmpty()) {
      request.header("authorization", "Bearer " + config.token().value());
    }
    return sender.send(request.build());
  }

  private ObjectNode payload(Message message) {
    ObjectNode payload = Payload.object();
    payload.put("topic", config.topic());
    payload.put("title", Payload.cut(message.title(), MOST_TITLE));
    payload.put("message", Payload.cut(message.body(), MOST_MESSAGE));
    payload.put("priority", priority(message.alert().getSeverity()));
    payload.putArray("tags").add(message.alert().getCamera());
    if (message.picture() != null && config.picture() == PictureMode.LINK) {
      payload.put("attach", message.picture());
      payload.put("filename", "picture.jpg");
      payload.put("click", message.picture());
    }
    return payload;
  }

  private static int priority(Severity severity) {
    return switch (severity) {
      case CRITICAL -> HIGHEST;
      case WARNING -> HIGHEST - 1;
      default -> HIGHEST - 2;
    };
  }
}
