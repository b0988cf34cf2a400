package io.sightline.alerting.delivery.channel;

import io.sightline.alerting.delivery.message.Message;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches pictures from the console, by the same links that people get. An alert is told without
 * its picture rather than not at all.
 */
final class Pictures {
  private static final int MOST_BYTES = 8 << 20;
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final Duration timeout;
  private final HttpClient client;

  /**
   * A picture, or why there is none.
   *
   * @param jpeg empty: none
   * @param note empty, or for the receipt
   */
  record Picture(byte[] jpeg, String note) {
    static final Picture NONE = new Picture(new byte[0], "");

    boolean isThere() {
      return jpeg.length > 0;
    }
  }

  /**
   * @param timeout of the attempt that the picture is for
   */
  Pictures(Duration timeout) {
    this.timeout = timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST;
    this.client = HttpClient.newBuilder().connectTimeout(this.timeout).build();
  }

  Picture fetch(Message message, PictureMode mode) throws InterruptedException {
    String link = message.picture();
    if (link == null || mode != PictureMode.ATTACH) {
      return Picture.NONE;
    }
    CompletableFuture<Picture> fetched =
        client
            .sendAsync(
                HttpRequest.newBuilder(URI.create(link)).timeout(timeout).build(),
                BodyHandlers.ofInputStream())
            .thenApplyAsync(Pictures::read);
    try {
      return fetched.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return without("no answer from the console within " + timeout.toMillis() + " ms");
    } catch (ExecutionException e) {
      return without("" + (e.getCause() == null ? e : e.getCause()));
    } finally {
      fetched.cancel(true);
    }
  }

  private static Picture read(HttpResponse<InputStream> response) {
    try (InputStream body = response.body()) {
      if (response.statusCode() != 200) {
        return without("the console answers HTTP " + response.statusCode());
      }
      byte[] jpeg = body.readNBytes(MOST_BYTES + 1);
      return jpeg.length > MOST_BYTES
          ? without("it has more than " + MOST_BYTES + " bytes")
          : new Picture(jpeg, "");
    } catch (IOException e) {
      return without(e.toString());
    }
  }

  private static Picture without(String why) {
    return new Picture(new byte[0], ", without picture: " + why);
  }
}
