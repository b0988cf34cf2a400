package io.sightline.ingest;

import io.sightline.avro.Camera;
import io.sightline.ingest.camera.CameraContext;
import io.sightline.ingest.camera.CameraLog;
import io.sightline.ingest.camera.CameraMetrics;
import io.sightline.ingest.camera.CameraSession;
import io.sightline.ingest.camera.CameraSession.Ending;
import io.sightline.ingest.spool.Spool;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running cameras of one partition in one epoch. Used by the owner's thread. */
final class CameraSessions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CameraSessions.class);
  private static final long STOP_MILLIS = 10_000;

  private final OwnerContext context;
  private final Spool spool;
  private final long epoch;
  private final BiConsumer<Ending, CameraLog> onEnd;
  private final Map<String, CameraLog> logs = new HashMap<>();
  private final Map<String, CameraSession> sessions = new HashMap<>();

  CameraSessions(
      OwnerContext context, Spool spool, long epoch, BiConsumer<Ending, CameraLog> onEnd) {
    this.context = context;
    this.spool = spool;
    this.epoch = epoch;
    this.onEnd = onEnd;
  }

  /** The facts of a camera; the same for the whole epoch, so that its sequence has no gap. */
  CameraLog log(String camera) {
    return logs.computeIfAbsent(camera, c -> new CameraLog(c, epoch, spool, context.codec()));
  }

  int size() {
    return sessions.size();
  }

  /** Makes what runs equal to what is wanted. */
  void apply(Collection<Camera> wanted) {
    for (Camera camera : wanted) {
      CameraSession old = sessions.get(camera.getCamera());
      if (old == null || old.context().camera().getVersion() != camera.getVersion()) {
        stop(camera.getCamera());
        if (camera.getPresent() && camera.getEnabled()) {
          start(camera);
        }
      }
    }
  }

  private void start(Camera camera) {
    String id = camera.getCamera();
    if (!context.room().tryAcquire()) {
      LOG.error(
          "camera {}: not opened: max_cameras {} are open already",
          id,
          context.config().maxCameras());
      return;
    }
    CameraLog log = log(id);
    CameraContext session =
        new CameraContext(
            camera,
            context.addresses(),
            context.sources(),
            context.store(),
            context.writers(),
            context.mode().capture(),
            context.mode().retry(),
            context.clock(),
            context.config().camera(),
            new CameraMetrics(context.metrics(), id),
            context.events().open(camera));
    CameraSession started = new CameraSession(session, log, e -> onEnd.accept(e, log));
    sessions.put(id, started);
    started.start();
  }

  private void stop(String camera) {
    CameraSession session = sessions.remove(camera);
    if (session != null) {
      stop(List.of(session));
    }
  }

  private void stop(Collection<CameraSession> ending) {
    ending.forEach(CameraSession::requestStop);
    ending.forEach(session -> context.events().close(session.context().camera().getCamera()));
    for (CameraSession session : ending) {
      session.awaitStop(STOP_MILLIS);
      context.room().release();
    }
  }

  @Override
  public void close() {
    stop(sessions.values());
    sessions.clear();
  }
}
