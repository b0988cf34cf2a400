package io.sightline.ingest.camera;

import io.sightline.avro.CameraHealth;
import io.sightline.avro.CameraState;
import io.sightline.clipstore.ClipStore;
import io.sightline.ingest.camera.CameraLog.Room;
import io.sightline.ingest.media.StreamInfo;
import io.sightline.ingest.privacy.Admission;
import io.sightline.runtime.Build;
import io.sightline.schemas.Ids;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes how the camera does: each change of state, and trouble, at most one line a while. */
final class HealthReporter {
  private static final Logger LOG = LoggerFactory.getLogger(HealthReporter.class);
  private static final Duration BETWEEN_PROBLEMS = Duration.ofSeconds(30);

  private final CameraLog log;
  private final ClipStore store;
  private final Clock clock;
  private @Nullable StreamInfo info;
  private Instant lastProblem = Instant.MIN;
  private boolean troubled;

  HealthReporter(CameraLog log, ClipStore store, Clock clock) {
    this.log = log;
    this.store = store;
    this.clock = clock;
  }

  void online(StreamInfo opened) throws IOException {
    info = opened;
    write(CameraState.ONLINE, null, Room.AS_CONFIGURED);
  }

  void starting() throws IOException {
    write(CameraState.STARTING, null, Room.AS_CONFIGURED);
  }

  void offline(String cause) throws IOException {
    LOG.warn("camera {}: offline: {}", log.camera(), cause);
    write(CameraState.OFFLINE, cause, Room.WAIT);
  }

  void ended() throws IOException {
    write(CameraState.ENDED, null, Room.WAIT);
  }

  /** The mode of the site keeps it closed. */
  void shut(Admission admission) throws IOException {
    write(admission.state(), admission.cause(), Room.AS_CONFIGURED);
  }

  /** The camera goes on, but something it should do fails. */
  void problem(String cause) throws IOException {
    Instant now = clock.instant();
    if (lastProblem.equals(Instant.MIN) || lastProblem.plus(BETWEEN_PROBLEMS).isBefore(now)) {
      lastProblem = now;
      troubled = true;
      LOG.warn("camera {}: {}", log.camera(), cause);
      write(CameraState.ONLINE, cause, Room.AS_CONFIGURED);
    }
  }

  /** What failed works again. */
  void works() throws IOException {
    if (troubled) {
      troubled = false;
      lastProblem = Instant.MIN;
      write(CameraState.ONLINE, null, Room.AS_CONFIGURED);
    }
  }

  private void write(CameraState state, @Nullable String cause, Room room) throws IOException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    CameraHealth.Builder health =
        CameraHealth.newBuilder()
            .setCamera(log.camera())
            .setRecordId(log.camera() + "-h" + Ids.base32(now))
            .setCapturedAt(now)
            .setEpoch(log.epoch())
            .setBuild(Build.version())
            .setState(state)
            .setCause(cause)
            .setFreeBytes(freeBytes());
    StreamInfo known = info;
    if (known != null) {
      health
          .setWidth(known.width())
          .setHeight(known.height())
          .setFps((float) known.fps())
          .setVideoCodec(known.streams().get(video(known)).codec());
    }
    log.health(health.build(), room);
  }

  static int video(StreamInfo info) {
    for (int i = 0; i < info.streams().size(); i++) {
      if (info.streams().get(i).kind() == StreamInfo.Kind.VIDEO) {
        return i;
      }
    }
    throw new IllegalArgumentException("source without video: expected one video stream");
  }

  private long freeBytes() {
    try {
      return store.freeBytes();
    } catch (IOException e) {
      return -1;
    }
  }
}
