package io.sightline.alerting.delivery;

import io.sightline.alerting.delivery.message.Channel;
import io.sightline.runtime.Failures;
import io.sightline.runtime.Health;
import io.sightline.runtime.Service;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One channel: one consumer group and, in each process, one thread. */
final class DeliveryLoop implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryLoop.class);
  private static final Duration RETRY_AFTER = Duration.ofMillis(100);
  private static final Duration RETRY_AT_MOST = Duration.ofSeconds(5);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(2);

  private final String name;
  private final Courier courier;
  private final Channel channel;
  private final Function<BooleanSupplier, DeliverySession> sessions;
  private final CountDownLatch closing = new CountDownLatch(1);

  /** In a row; used by the thread alone. */
  private int failures;

  private volatile Health health = Health.starting("not started");
  private @Nullable Thread thread;

  /**
   * @param channel opened at the start and closed at the end
   * @param sessions opens them; they ask whether the loop is closing
   */
  DeliveryLoop(
      String name,
      Courier courier,
      Channel channel,
      Function<BooleanSupplier, DeliverySession> sessions) {
    this.name = name;
    this.courier = courier;
    this.channel = channel;
    this.sessions = sessions;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Health health() {
    Health now = health;
    String trouble = courier.trouble();
    return now.state() == Health.State.UP && !trouble.isEmpty() ? Health.degraded(trouble) : now;
  }

  @Override
  public synchronized void start() {
    if (thread != null) {
      throw new IllegalStateException(name + " was started before");
    }
    health = Health.starting("joining the group");
    thread = new Thread(this::run, name);
    thread.start();
  }

  /** An attempt that does not end is cut off; its outcome is then unknown. */
  @Override
  public synchronized void close() {
    closing.countDown();
    if (thread == null || !thread.isAlive()) {
      return;
    }
    try {
      thread.join(STOP_WITHIN.toMillis());
      if (thread.isAlive()) {
        LOG.warn("{} did not stop within {}; interrupting it", name, STOP_WITHIN);
        thread.interrupt();
        thread.join(STOP_WITHIN.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (channel) {
      channel.open();
      while (!isClosing()) {
        runSession();
      }
      health = Health.down("stopped");
    } catch (InterruptedException e) {
      health = Health.down("interrupted");
    } catch (Throwable e) {
      LOG.error("{} cannot go on", name, e);
      health = Health.down(Failures.describe(e));
    }
  }

  /** Returns when the session is of no more use and a new one may be. */
  private void runSession() throws InterruptedException {
    try (DeliverySession session = sessions.apply(this::isClosing)) {
      while (!isClosing()) {
        session.runOnce();
        failures = 0;
        health = Health.up(session.status());
      }
      session.leave();
    } catch (RuntimeException e) {
      boolean passes = e instanceof KafkaException || Failures.isTransient(e);
      if (!passes || Failures.isFatal(e)) {
        throw e;
      }
      waitAfter(e);
    }
  }

  private void waitAfter(RuntimeException failure) throws InterruptedException {
    if (isClosing()) {
      return;
    }
    failures++;
    health = Health.degraded(Failures.describe(failure));
    Duration wait = RETRY_AFTER.multipliedBy(1L << Math.min(failures - 1, 10));
    wait = wait.compareTo(RETRY_AT_MOST) < 0 ? wait : RETRY_AT_MOST;
    LOG.warn("{}: {}; trying again in {}", name, Failures.describe(failure), wait);
    boolean closed = closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    LOG.debug("{}: {}", name, closed ? "closing" : "trying again");
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }
}
