package io.sightline.ingest;

import io.sightline.avro.Camera;
import io.sightline.ingest.camera.CameraLog;
import io.sightline.ingest.camera.CameraSession.Ending;
import io.sightline.ingest.camera.LostActivities;
import io.sightline.ingest.clip.ClipSalvage;
import io.sightline.ingest.spool.Cursor;
import io.sightline.ingest.spool.FactLogException;
import io.sightline.ingest.spool.OpenActivity;
import io.sightline.ingest.spool.Spool;
import io.sightline.ingest.spool.SpoolPublisher;
import io.sightline.runtime.Health;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cameras of one owned partition: its spool, its publisher and a session for each camera. All
 * that takes time happens in a thread of its own.
 */
final class PartitionOwner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionOwner.class);
  private static final long RETRY_MILLIS = 2000;
  private static final long AFTER_LOSS_MILLIS = 15_000;
  private static final long CLOSE_SECONDS = 20;
  private static final long AGAIN_SECONDS = 60;

  private final String name;
  private final int partition;
  private final OwnerContext context;
  private final ScheduledExecutorService work;
  private volatile Health health = Health.starting("taking over");
  private volatile @Nullable Running running;
  private volatile boolean closing;
  private final Runnable modeChanged = this::modeChanged;
  private List<Camera> cameras = List.of();
  private Queue<OpenActivity> lost = new ArrayDeque<>();

  /** What exists while the partition is held. */
  private record Running(Spool spool, SpoolPublisher publisher, CameraSessions sessions) {}

  PartitionOwner(int partition, OwnerContext context) {
    this.partition = partition;
    this.context = context;
    this.name = "ingest-" + context.site().name() + "-" + partition;
    ScheduledThreadPoolExecutor one =
        new ScheduledThreadPoolExecutor(1, task -> new Thread(task, name));
    one.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    this.work = one;
  }

  void start() {
    context.modes().listen(modeChanged);
    work.execute(this::takeOver);
    var unused =
        work.scheduleWithFixedDelay(this::again, AGAIN_SECONDS, AGAIN_SECONDS, TimeUnit.SECONDS);
  }

  /** A camera that found no room may find it now; if not, health says so again. */
  private void again() {
    try {
      applyCameras();
    } catch (RuntimeException e) {
      LOG.error("{}: cannot open cameras", name, e);
    }
  }

  private void modeChanged() {
    try {
      work.execute(this::applyCameras);
    } catch (RejectedExecutionException e) {
      LOG.debug("{}: closed already", name);
    }
  }

  /** The cameras of the partition in their newest versions: starts, changes and stops sessions. */
  void apply(Collection<Camera> newest) {
    List<Camera> copy = List.copyOf(newest);
    work.execute(
        () -> {
          cameras = copy;
          applyCameras();
        });
  }

  private void applyCameras() {
    Running now = running;
    if (now == null || closing) {
      return;
    }
    try {
      if (context.modes().admission().open()) {
        endLost(now.sessions());
      }
      now.sessions().apply(cameras);
    } catch (IOException e) {
      health = Health.degraded(name + ": cannot end what was lost: " + e.getMessage());
      LOG.warn("{}: cannot end what was lost, trying again: {}", name, e.toString());
      work.schedule(this::applyCameras, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void takeOver() {
    if (closing) {
      return;
    }
    try {
      open();
      applyCameras();
    } catch (FactLogException | IOException e) {
      health = Health.degraded(name + ": cannot take over: " + e.getMessage());
      LOG.warn("{}: cannot take over, trying again: {}", name, e.getMessage());
      later(RETRY_MILLIS);
    } catch (RuntimeException e) {
      health = Health.degraded(name + ": cannot take over: " + e);
      LOG.error("{}: cannot take over, trying again", name, e);
      later(RETRY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void later(long millis) {
    if (!closing) {
      work.schedule(this::takeOver, millis, TimeUnit.MILLISECONDS);
    }
  }

  private void open() throws IOException, FactLogException, InterruptedException {
    Spool spool =
        Spool.open(
            context.site().spoolDir().resolve(name),
            context.config().spool(context.mode().whenFull()));
    SpoolPublisher publisher =
        new SpoolPublisher(
            name + "-publisher",
            spool,
            context.codec(),
            context.logs().apply(partition),
            context.mode().firstEpoch(context.clock()),
            this::publisherLost);
    try {
      Cursor cursor = publisher.takeOver();
      context.codec().prepare();
      CameraSessions sessions = new CameraSessions(context, spool, cursor, this::ended);
      publisher.start();
      lost = new ArrayDeque<>(cursor.open().activities().values());
      running = new Running(spool, publisher, sessions);
      health = Health.up();
      LOG.info("{}: owned, epoch {}", name, cursor.epoch());
    } catch (IOException | FactLogException | InterruptedException | RuntimeException e) {
      publisher.close();
      spool.close();
      throw e;
    }
  }

  /** Saving a clip writes media: not before it is known that this is allowed. */
  private void endLost(CameraSessions sessions) throws IOException {
    for (OpenActivity open = lost.peek(); open != null; open = lost.peek()) {
      ClipSalvage salvage = new ClipSalvage(sessions.store(open.camera()), context.writers());
      new LostActivities(salvage, context.clock()).end(open, sessions.log(open.camera()));
      lost.remove();
    }
    health = Health.up();
  }

  private void ended(Ending ending, CameraLog log) {
    Running now = running;
    if (now != null) {
      now.publisher().whenPublished(log.position()).thenRun(() -> context.endings().ended(ending));
    }
  }

  private void publisherLost() {
    try {
      work.execute(this::lost);
    } catch (RejectedExecutionException e) {
      LOG.debug("{}: closed already", name);
    }
  }

  /** The publisher has stopped for good: another process owns the partition, or the disk fails. */
  private void lost() {
    health = Health.degraded(name + ": " + problem());
    stop();
    later(AFTER_LOSS_MILLIS);
  }

  private String problem() {
    Running now = running;
    return now == null ? "" : now.publisher().problem();
  }

  Health health() {
    Running now = running;
    return now != null && now.publisher().state() == SpoolPublisher.State.AWAY
        ? Health.degraded(name + ": facts wait for the broker: " + now.publisher().problem())
        : health;
  }

  /** Bytes that wait to be published. */
  long backlogBytes() {
    Running now = running;
    return now == null ? 0 : now.spool().backlogBytes();
  }

  /** Facts that were left out because too many waited. */
  long droppedFacts() {
    Running now = running;
    return now == null ? 0 : now.spool().dropped();
  }

  int sessions() {
    Running now = running;
    return now == null ? 0 : now.sessions().size();
  }

  private void stop() {
    Running now = running;
    running = null;
    if (now != null) {
      now.sessions().close();
      awaitPublished(now);
      now.publisher().close();
      now.spool().close();
    }
  }

  /** Gives the last facts a moment; what does not make it stays in the spool. */
  private static void awaitPublished(Running now) {
    if (now.publisher().state() != SpoolPublisher.State.UP) {
      return;
    }
    try {
      now.publisher().whenPublished(now.spool().end()).get(3, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.warn("{} bytes of facts stay in the spool", now.spool().backlogBytes());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing = true;
    context.modes().forget(modeChanged);
    work.execute(this::stop);
    work.shutdown();
    try {
      if (!work.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("{}: still busy after {} s", name, CLOSE_SECONDS);
        work.shutdownNow();
      }
    } catch (InterruptedException e) {
      work.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
