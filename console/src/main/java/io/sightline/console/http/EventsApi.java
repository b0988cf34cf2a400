package io.sightline.console.http;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events. Each open page holds one thread, so that one that reads slowly holds up only
 * itself; their number is bounded.
 */
final class EventsApi {
  private static final Feed.Event HEARTBEAT = new Feed.Event("heartbeat", "{}");
  private final Feed feed;
  private final Duration heartbeat;

  EventsApi(Feed feed, Duration heartbeat) {
    this.feed = feed;
    this.heartbeat = heartbeat;
  }

  void stream(Context context) throws IOException {
    try (Feed.Subscription subscription = feed.subscribe().orElseThrow(EventsApi::full)) {
      HttpServletResponse response = context.res();
      response.setContentType("text/event-stream");
      response.setCharacterEncoding("utf-8");
      write(response.getOutputStream(), new Feed.Event("hello", "{}"));
      while (!subscription.isEnded()) {
        send(response.getOutputStream(), subscription.next(heartbeat));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(OutputStream out, Feed.@Nullable Event event) throws IOException {
    write(out, event == null ? HEARTBEAT : event);
  }

  private static void write(OutputStream out, Feed.Event event) throws IOException {
    String text = "event: " + event.name() + "\ndata: " + event.json() + "\n\n";
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static Problem full() {
    return new Problem(
        503, "open pages", "too many", "fewer; close some, or raise console.open_pages");
  }
}
