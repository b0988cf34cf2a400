package io.sightline.ingest;

import io.sightline.ingest.camera.CameraSession.Ending;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Which cameras came to their end, with all their facts published. */
final class Endings {
  private final ConcurrentMap<String, CompletableFuture<Ending>> byCamera =
      new ConcurrentHashMap<>();

  CompletableFuture<Ending> of(String camera) {
    return byCamera.computeIfAbsent(camera, c -> new CompletableFuture<>());
  }

  void ended(Ending ending) {
    of(ending.camera()).complete(ending);
  }
}
