package io.sightline.standalone.watch;

import io.sightline.ingest.camera.CameraSession.Ending;
import io.sightline.runtime.Health;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.Service;
import io.sightline.standalone.outcome.OutcomeFollower;
import io.sightline.standalone.outcome.Outcomes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the topics of a run until every activity has its decision, then says so. */
final class WatchFollower implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(WatchFollower.class);
  private static final Duration POLL = Duration.ofMillis(20);

  /** After the last fact of ingest, without anything new: something is stuck. */
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final KafkaSettings kafka;
  private final CompletableFuture<Ending> published;
  private final StageTimes stages;
  private final Runnable whenComplete;
  private final Outcomes outcomes = new Outcomes();
  private volatile Health health = Health.starting("not started");
  private volatile boolean closing;
  private volatile boolean decided;
  private @Nullable Thread thread;

  /**
   * @param published completes when the final mark is on its topic; fails if the recording cannot
   *     be read
   * @param whenComplete called once, by the follower's thread
   */
  WatchFollower(
      KafkaSettings kafka,
      CompletableFuture<Ending> published,
      StageTimes stages,
      Runnable whenComplete) {
    this.kafka = kafka;
    this.published = published;
    this.stages = stages;
    this.whenComplete = whenComplete;
  }

  @Override
  public String name() {
    return "watch";
  }

  @Override
  public void start() {
    health = Health.up();
    stages.done("everything started");
    thread = new Thread(this::run, "watch");
    thread.start();
  }

  private void run() {
    try (OutcomeFollower follower =
        new OutcomeFollower(
            kafka, "watch", true, record -> OutcomeFollower.fold(outcomes, record))) {
      while (!closing && !published.isDone()) {
        follower.poll(POLL);
      }
      if (closing) {
        return;
      }
      stages.done("recording read, facts published");
      follower.pollToEnd();
      if (awaitDecisions(follower)) {
        tell(published.join());
      }
    } catch (RuntimeException e) {
      LOG.error("watch cannot follow the topics", e);
      health = Health.down(String.valueOf(e.getMessage()));
    }
  }

  /** A recording that breaks off is reported as far as it goes, and is a failure. */
  private void tell(Ending ending) {
    decided = ending.originMicros() >= 0;
    String failure = ending.failure();
    if (failure == null) {
      whenComplete.run();
    } else {
      health = Health.down(failure);
    }
  }

  /** Returns false if it was closed before, or nothing comes any more. */
  private boolean awaitDecisions(OutcomeFollower follower) {
    long lastNews = System.nanoTime();
    Set<String> pending = outcomes.pending();
    while (!closing && !pending.isEmpty()) {
      follower.poll(POLL);
      Set<String> now = outcomes.pending();
      if (!now.equals(pending)) {
        pending = now;
        lastNews = System.nanoTime();
      }
      if (System.nanoTime() - lastNews > PATIENCE.toNanos()) {
        health =
            Health.down(
                "nothing new for " + PATIENCE.toSeconds() + " s; still expected: " + pending);
        return false;
      }
    }
    return !closing;
  }

  /** True once every activity of what could be read has its decision. */
  boolean isDecided() {
    return decided;
  }

  /** Capture time of the first picture; to be read after it is complete. */
  Instant videoStart() {
    return Instant.EPOCH.plus(published.join().originMicros(), ChronoUnit.MICROS);
  }

  /** To be read after it is complete. */
  Outcomes outcomes() {
    return outcomes;
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public void close() {
    closing = true;
    if (thread != null && thread != Thread.currentThread()) {
      try {
        thread.join(5000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
