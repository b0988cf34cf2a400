package io.sightline.console.http;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** News for the pages that are open. A slow page delays nobody. */
final class Feed implements AutoCloseable {
  /** Tells a page that it missed something and has to load everything again. */
  static final Event RELOAD = new Event("reload", "{}");

  private static final Event END = new Event("end", "{}");
  private static final int WAITING = 500;
  private final int limit;
  private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  record Event(String name, String json) {}

  Feed(int limit) {
    this.limit = limit;
  }

  /** Empty if there are too many already, or the feed is closed. */
  synchronized Optional<Subscription> subscribe() {
    if (closed || subscriptions.size() >= limit) {
      return Optional.empty();
    }
    Subscription subscription = new Subscription();
    subscriptions.add(subscription);
    return Optional.of(subscription);
  }

  boolean hasSubscribers() {
    return !subscriptions.isEmpty();
  }

  int subscribers() {
    return subscriptions.size();
  }

  void publish(Event event) {
    subscriptions.forEach(subscription -> subscription.offer(event));
  }

  @Override
  public synchronized void close() {
    closed = true;
    subscriptions.forEach(Subscription::end);
  }

  final class Subscription implements AutoCloseable {
    private final BlockingQueue<Event> waiting = new ArrayBlockingQueue<>(WAITING);
    private volatile boolean ended;

    private void offer(Event event) {
      if (!waiting.offer(event)) {
        waiting.clear();
        boolean room = waiting.offer(RELOAD);
        assert room;
      }
    }

    private void end() {
      ended = true;
      offer(END);
    }

    boolean isEnded() {
      return ended || closed;
    }

    /** The next event, or null if there was none for that long. */
    @Nullable Event next(Duration atMost) throws InterruptedException {
      return waiting.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
      subscriptions.remove(this);
    }
  }
}
