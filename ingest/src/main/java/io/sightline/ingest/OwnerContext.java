package io.sightline.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.sightline.clipstore.ClipStore;
import io.sightline.ingest.camera.CameraLog;
import io.sightline.ingest.camera.CameraSources;
import io.sightline.ingest.camera.Hearing;
import io.sightline.ingest.camera.LearningTurns;
import io.sightline.ingest.camera.OpeningTurns;
import io.sightline.ingest.camera.SourceAddress;
import io.sightline.ingest.events.EventDesk;
import io.sightline.ingest.feedback.FeedbackDesk;
import io.sightline.ingest.media.ClipWriter;
import io.sightline.ingest.privacy.ModeFollower;
import io.sightline.ingest.space.FreeSpace;
import io.sightline.ingest.spool.FactCodec;
import io.sightline.ingest.spool.FactLog;
import io.sightline.keys.Encryption;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;

/**
 * What owners of partitions share.
 *
 * @param logs the broker, for a partition
 * @param modes the mode of the site, and when it changes
 * @param events what others tell about the cameras that are open here
 * @param feedback what people say about cameras
 * @param learning how many cameras may learn their scenes at a time
 * @param opening how many sources may be opened at a time
 * @param encryption with which media is stored
 * @param room one permit for each camera that this process may still open
 */
record OwnerContext(
    IngestSite site,
    IngestConfig config,
    IngestMode mode,
    ClipStore store,
    CameraSources sources,
    ClipWriter.Factory writers,
    FactCodec codec,
    IntFunction<FactLog.Factory> logs,
    SourceAddress addresses,
    ModeFollower modes,
    Clock clock,
    FreeSpace space,
    MeterRegistry metrics,
    Semaphore room,
    Endings endings,
    Hearing hearing,
    EventDesk events,
    FeedbackDesk feedback,
    LearningTurns learning,
    OpeningTurns opening,
    Encryption encryption) {

  /** The clip store as a camera writes to it in one epoch. */
  ClipStore store(CameraLog log) {
    return encryption.writing(store, log.epoch(), log::key);
  }
}
