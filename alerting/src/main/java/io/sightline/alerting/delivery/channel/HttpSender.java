package io.sightline.alerting.delivery.channel;

import io.sightline.alerting.delivery.message.Answer;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes one request and says what the answer means. A success is any 2xx; redirects are not
 * followed.
 */
final class HttpSender {
  private static final int TOO_MANY = 429;
  private static final int MOST_TOLD = 200;

  private final Duration timeout;
  private final HttpClient client;

  /**
   * @param timeout for a request as a whole, connection and answer included
   */
  HttpSender(Duration timeout) {
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  Answer send(HttpRequest request) throws InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> response =
        client.sendAsync(request, answer -> new BodyStart());
    try {
      return answer(response.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Answer.tryAgain("no answer within " + timeout.toMillis() + " ms");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return isNotThere(cause) ? Answer.away(describe(cause)) : Answer.tryAgain(describe(cause));
    } finally {
      response.cancel(true);
    }
  }

  private static Answer answer(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    String text = "HTTP " + status;
    return switch (status / 100) {
      case 2 -> Answer.delivered(text);
      case 5 ->
          status == 500 || status == 501
              ? Answer.tryAgain(text)
              : Answer.away(text, RetryAfter.of(response));
      default -> {
        if (status == TOO_MANY) {
          yield Answer.away(text, RetryAfter.of(response));
        }
        yield status == 408 ? Answer.tryAgain(text) : Answer.refused(text + told(response));
      }
    };
  }

  private static String told(HttpResponse<byte[]> response) {
    String body = BodyStart.text(response.body()).replaceAll("\\s+", " ").strip();
    if (body.isEmpty()) {
      return "";
    }
    return ": " + (body.length() <= MOST_TOLD ? body : body.substring(0, MOST_TOLD) + "…");
  }

  private static boolean isNotThere(Throwable cause) {
    for (Throwable one = cause; one != null; one = one.getCause()) {
      if (one instanceof ConnectException
          || one instanceof HttpConnectTimeoutException
          || one instanceof UnknownHostException
          || one instanceof UnresolvedAddressException) {
        return true;
      }
    }
    return false;
  }

  private static String describe(Throwable cause) {
    String message = cause.getMessage();
    return cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }
}
