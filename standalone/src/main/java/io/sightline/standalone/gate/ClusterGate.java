package io.sightline.standalone.gate;

import io.sightline.runtime.Health;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.Service;
import io.sightline.standalone.access.Role;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first service of a process on a cluster. Its start lasts until broker, rights, topics and
 * registry are as the process needs them, and its health says what is not; from then on it goes on
 * looking. Nothing has to be restarted when somebody puts it right.
 */
public final class ClusterGate implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterGate.class);
  private static final Duration AGAIN = Duration.ofSeconds(2);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
  private static final int MOST_TOLD = 5;

  private final String name;
  private final ClusterCheck check;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Health health = Health.starting("looking at the cluster");
  private List<String> told = List.of();
  private @Nullable Thread thread;

  /**
   * @param site whose cameras ingest opens
   */
  public ClusterGate(Role role, KafkaSettings kafka, String site) {
    this.name = role.word() + "-cluster";
    this.check = new ClusterCheck(role, kafka, site);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void start() throws InterruptedException {
    while (!look() && !closesWithin(AGAIN)) {
      LOG.debug("{}: looking again", name);
    }
    thread = new Thread(this::goOnLooking, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public void stopping() {
    closing.countDown();
  }

  @Override
  public void close() {
    closing.countDown();
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void goOnLooking() {
    try {
      while (!closesWithin(health.state() == Health.State.UP ? LOOK_EVERY : AGAIN)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** True if all is as it should be. */
  private boolean look() throws InterruptedException {
    List<String> problems;
    try {
      problems = check.problems();
    } catch (RuntimeException e) {
      problems = List.of("the cluster cannot be looked at: " + e);
    }
    if (!problems.equals(told)) {
      problems.forEach(problem -> LOG.warn("{}: {}", name, problem));
      if (problems.isEmpty()) {
        LOG.info("{}: all is as it should be now", name);
      }
      told = problems;
    }
    health = problems.isEmpty() ? Health.up() : Health.degraded(words(problems));
    return problems.isEmpty();
  }

  private static String words(List<String> problems) {
    int more = problems.size() - MOST_TOLD;
    return String.join("; ", problems.subList(0, Math.min(problems.size(), MOST_TOLD)))
        + (more > 0 ? "; and " + more + " more" : "");
  }

  private boolean closesWithin(Duration time) throws InterruptedException {
    return closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }
}
