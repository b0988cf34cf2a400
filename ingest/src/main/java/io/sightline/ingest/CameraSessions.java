package io.sightline.ingest;

import io.sightline.avro.Camera;
import io.sightline.avro.CameraState;
import io.sightline.clipstore.ClipStore;
import io.sightline.ingest.camera.CameraContext;
import io.sightline.ingest.camera.CameraLog;
import io.sightline.ingest.camera.CameraMetrics;
import io.sightline.ingest.camera.CameraSession;
import io.sightline.ingest.camera.CameraSession.Ending;
import io.sightline.ingest.privacy.Admission;
import io.sightline.ingest.recording.RecordingLog;
import io.sightline.ingest.recording.RecordingRecovery;
import io.sightline.ingest.spool.Cursor;
import io.sightline.ingest.spool.Spool;
import java.io.IOException;
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
  private final Cursor cursor;
  private final BiConsumer<Ending, CameraLog> onEnd;
  private final Map<String, CameraLog> logs = new HashMap<>();
  private final Map<String, ClipStore> stores = new HashMap<>();
  private final Map<String, Admission> told = new HashMap<>();
  private final Map<String, CameraSession> sessions = new HashMap<>();
  private final CamerasOnline online;

  CameraSessions(
      OwnerContext context, Spool spool, Cursor cursor, BiConsumer<Ending, CameraLog> onEnd) {
    this.context = context;
    this.spool = spool;
    this.cursor = cursor;
    this.onEnd = onEnd;
    this.online = new CamerasOnline(context.metrics());
  }

  /** The facts of a camera; the same for the whole epoch, so that its sequence has no gap. */
  CameraLog log(String camera) {
    return logs.computeIfAbsent(camera, this::newLog);
  }

  private CameraLog newLog(String camera) {
    CameraLog log =
        new CameraLog(
            camera,
            cursor.epoch(),
            spool,
            context.codec(),
            () -> context.modes().admission().mode(),
            context.feedback().of(camera),
            online::take);
    Long recorded = cursor.open().recordings().get(camera);
    if (recorded != null) {
      log.recordings().resume(recorded);
    }
    return log;
  }

  /** The clip store as a camera writes to it; the same for the whole epoch, as its keys are. */
  ClipStore store(String camera) {
    return stores.computeIfAbsent(camera, id -> context.store(log(id)));
  }

  int size() {
    return sessions.size();
  }

  /** Makes what runs equal to what is wanted. */
  void apply(Collection<Camera> wanted) {
    Admission admission = context.modes().admission();
    if (!admission.open()) {
      shut(wanted, admission);
      return;
    }
    told.clear();
    for (Camera camera : wanted) {
      CameraSession old = sessions.get(camera.getCamera());
      if (old == null
          || old.isShut()
          || old.context().camera().getVersion() != camera.getVersion()) {
        stop(camera.getCamera());
        if (camera.getPresent() && camera.getEnabled()) {
          start(camera);
        } else if (old != null || log(camera.getCamera()).recordings().endMicros() >= 0) {
          endRecording(camera);
        }
      }
    }
  }

  /** A camera that is not to be opened has no gap from here on. */
  private void endRecording(Camera camera) {
    RecordingLog recordings = log(camera.getCamera()).recordings();
    try {
      new RecordingRecovery(store(camera.getCamera()), context.writers(), context.clock())
          .run(recordings, camera.getVersion());
      recordings.end(camera.getVersion());
    } catch (IOException e) {
      LOG.warn("camera {}: cannot end its recording: {}", camera.getCamera(), e.toString());
    }
  }

  /** Nothing stays open, and each camera says why. */
  private void shut(Collection<Camera> wanted, Admission admission) {
    stop(sessions.values());
    sessions.clear();
    for (Camera camera : wanted) {
      boolean news = !admission.equals(told.get(camera.getCamera()));
      if (camera.getPresent() && camera.getEnabled() && news) {
        tellShut(camera.getCamera(), admission);
      }
    }
  }

  private void tellShut(String camera, Admission admission) {
    if (admission.state() == CameraState.UNKNOWN) {
      return; // it will be known in a moment
    }
    try {
      CameraSession.tellShut(log(camera), context.store(), context.clock(), admission);
      told.put(camera, admission);
    } catch (IOException e) {
      LOG.warn("camera {}: cannot say that it is closed: {}", camera, e.toString());
    }
  }

  private void start(Camera camera) {
    String id = camera.getCamera();
    if (!context.room().tryAcquire()) {
      refuse(id);
      return;
    }
    CameraLog log = log(id);
    CameraContext session =
        new CameraContext(
            camera,
            context.addresses(),
            context.sources(),
            store(id),
            context.writers(),
            context.mode().capture(),
            context.mode().retry(),
            context.modes()::admission,
            context.clock(),
            context.space(),
            context.config().camera(context.mode().playback()),
            new CameraMetrics(context.metrics(), id),
            context.hearing(),
            context.events().open(camera),
            context.learning(),
            context.opening());
    CameraSession started = new CameraSession(session, log, e -> onEnd.accept(e, log));
    sessions.put(id, started);
    started.start();
  }

  private void refuse(String camera) {
    String cause = "max_cameras " + context.config().maxCameras() + " are open already";
    try {
      CameraSession.refuse(log(camera), context.store(), context.clock(), cause);
    } catch (IOException e) {
      LOG.warn("camera {}: cannot say that it is not opened: {}", camera, e.toString());
    }
  }

  private void stop(String camera) {
    online.forget(camera);
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
      online.forget(session.context().camera().getCamera());
      context.room().release();
    }
  }

  @Override
  public void close() {
    stop(sessions.values());
    sessions.clear();
    online.close();
  }
}
