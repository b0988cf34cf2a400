package io.sightline.alerting;

import io.sightline.alerting.core.CameraVersion;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks up the version of a camera that a record was made with. */
final class CameraVersions {
  private static final Logger LOG = LoggerFactory.getLogger(CameraVersions.class);
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final int MAX_MISSED = 1000;
  private static final int MAX_KNOWN = 4096;

  private final ReadOnlyKeyValueStore<String, CameraVersion> store;
  private final Duration atMost;
  private final Map<String, CameraVersion> known = new RecentlyUsed<>(MAX_KNOWN);
  private final Set<String> missed = Collections.newSetFromMap(new RecentlyUsed<>(MAX_MISSED));

  /**
   * @param atMost how long to wait for a version that is not there yet: the store is filled by a
   *     thread of its own
   */
  CameraVersions(ReadOnlyKeyValueStore<String, CameraVersion> store, Duration atMost) {
    this.store = store;
    this.atMost = atMost;
  }

  /** The default rules where the version is not on record; version 0 never is. */
  CameraVersion find(String camera, int version) {
    CameraVersion found = version == 0 ? null : find(CameraVersionWriter.key(camera, version));
    return found == null ? CameraVersion.unknown(camera, version) : found;
  }

  /** A version never changes, so it is read, and its rules made ready, once. */
  private @Nullable CameraVersion find(String key) {
    CameraVersion found = known.get(key);
    if (found == null) {
      found = await(key);
      if (found != null) {
        known.put(key, found);
      }
    }
    return found;
  }

  /** Waits once for each key. */
  private @Nullable CameraVersion await(String key) {
    CameraVersion found = store.get(key);
    long pauses = missed.contains(key) ? 0 : atMost.toMillis() / PAUSE.toMillis();
    for (long i = 0; found == null && i < pauses; i++) {
      LockSupport.parkNanos(PAUSE.toNanos());
      found = store.get(key);
    }
    if (found == null && missed.add(key)) {
      LOG.warn("camera version {} is not on record after {}; default rules apply", key, atMost);
    }
    return found;
  }
}
