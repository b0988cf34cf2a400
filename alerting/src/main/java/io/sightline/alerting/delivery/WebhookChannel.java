package io.sightline.alerting.delivery;

import io.sightline.runtime.Secret;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts a CloudEvent with the headers of Standard Webhooks. A success is any 2xx; redirects are not
 * followed.
 */
final class WebhookChannel implements Channel {
  private final URI url;
  private final Signature signature;
  private final Duration timeout;
  private final HttpClient client;

  /**
   * @param timeout for an attempt as a whole, connection and answer included
   */
  WebhookChannel(URI url, Secret secret, Duration timeout) {
    this.url = url;
    this.signature = new Signature(secret);
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  @Override
  public Answer send(Message message) throws InterruptedException {
    CompletableFuture<HttpResponse<Void>> response =
        client.sendAsync(request(message), BodyHandlers.discarding());
    try {
      return answer(response.get(timeout.toMillis(), TimeUnit.MILLISECONDS).statusCode());
    } catch (TimeoutException e) {
      return Answer.tryAgain("no answer within " + timeout.toMillis() + " ms");
    } catch (ExecutionException e) {
      return Answer.tryAgain(describe(e.getCause() == null ? e : e.getCause()));
    } finally {
      response.cancel(true);
    }
  }

  private HttpRequest request(Message message) {
    byte[] body = CloudEvent.of(message);
    long timestamp = message.attemptedAt().getEpochSecond();
    return HttpRequest.newBuilder(url)
        .header("content-type", CloudEvent.CONTENT_TYPE)
        .header("webhook-id", message.idempotencyKey())
        .header("webhook-timestamp", Long.toString(timestamp))
        .header("webhook-signature", signature.sign(message.idempotencyKey(), timestamp, body))
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  private static Answer answer(int status) {
    String text = "HTTP " + status;
    if (status >= 200 && status < 300) {
      return Answer.delivered(text);
    }
    boolean passing = status >= 500 || status == 408 || status == 429;
    return passing ? Answer.tryAgain(text) : Answer.refused(text);
  }

  private static String describe(Throwable cause) {
    String message = cause.getMessage();
    return cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }
}
