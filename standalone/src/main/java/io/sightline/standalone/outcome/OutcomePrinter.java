package io.sightline.standalone.outcome;

import io.sightline.avro.Alert;
import io.sightline.avro.Decision;
import io.sightline.runtime.Health;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.Service;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prints a line for each alert that opens or closes and each activity that raised none. */
public final class OutcomePrinter implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(OutcomePrinter.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaSettings kafka;
  private final PrintStream out;

  private volatile Health health = Health.starting("not started");
  private @Nullable OutcomeFollower follower;
  private @Nullable Thread thread;

  public OutcomePrinter(KafkaSettings kafka, PrintStream out) {
    this.kafka = kafka;
    this.out = out;
  }

  @Override
  public String name() {
    return "printer";
  }

  @Override
  public void start() {
    OutcomeFollower opened = new OutcomeFollower(kafka, "printer", false, this::print);
    follower = opened;
    health = Health.up();
    thread = new Thread(() -> run(opened), "printer");
    thread.start();
  }

  private void run(OutcomeFollower opened) {
    try (opened) {
      while (true) {
        opened.poll(POLL);
      }
    } catch (WakeupException closing) {
      health = Health.up("closed");
    } catch (RuntimeException e) {
      LOG.error("lines for alerts and decisions are no longer printed", e);
      health = Health.degraded(String.valueOf(e.getMessage()));
    }
  }

  private void print(SpecificRecord record) {
    line(record).ifPresent(out::println);
    out.flush();
  }

  private Optional<String> line(SpecificRecord record) {
    if (record instanceof Decision decision) {
      return OutcomeLines.line(decision);
    }
    return record instanceof Alert alert && alert.getStateChanged()
        ? OutcomeLines.line(alert)
        : Optional.empty();
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public void close() {
    if (follower == null || thread == null) {
      return;
    }
    follower.wakeup();
    try {
      thread.join(5000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
