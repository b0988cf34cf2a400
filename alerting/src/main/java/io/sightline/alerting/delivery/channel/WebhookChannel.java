package io.sightline.alerting.delivery.channel;

import io.sightline.alerting.delivery.message.Answer;
import io.sightline.alerting.delivery.message.Channel;
import io.sightline.alerting.delivery.message.CloudEvent;
import io.sightline.alerting.delivery.message.Message;
import io.sightline.runtime.Secret;
import io.sightline.schemas.Headers;
import io.sightline.schemas.TraceParent;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Posts a CloudEvent with the headers of Standard Webhooks. */
public final class WebhookChannel implements Channel {
  private final URI url;
  private final Signature signature;
  private final HttpSender sender;

  /**
   * @param timeout for an attempt as a whole, connection and answer included
   */
  public WebhookChannel(URI url, Secret secret, Duration timeout) {
    this.url = url;
    this.signature = new Signature(secret);
    this.sender = new HttpSender(timeout);
  }

  /** Notes what is wrong with the settings of a webhook. */
  public static void check(Settings settings, @Nullable URI url, @Nullable Secret secret) {
    settings.requireHttp("url", url);
    if (secret == null) {
      settings.check(false, "secret", null, Signature.EXPECTED);
    } else {
      settings.check(() -> Signature.requireSecret(secret));
    }
  }

  @Override
  public Answer send(Message message) throws InterruptedException {
    return sender.send(request(message));
  }

  private HttpRequest request(Message message) {
    byte[] body = CloudEvent.of(message);
    long timestamp = message.attemptedAt().getEpochSecond();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .header("content-type", CloudEvent.CONTENT_TYPE)
            .header("webhook-id", message.idempotencyKey())
            .header("webhook-timestamp", Long.toString(timestamp))
            .header("webhook-signature", signature.sign(message.idempotencyKey(), timestamp, body))
            .POST(BodyPublishers.ofByteArray(body));
    TraceParent trace = message.trace();
    if (trace != null) {
      request.header(Headers.TRACEPARENT, trace.toString());
    }
    return request.build();
  }
}
