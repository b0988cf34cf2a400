package io.sightline.retention;

import io.sightline.avro.Camera;
import io.sightline.avro.Clip;
import io.sightline.avro.Hold;
import io.sightline.avro.Policy;
import io.sightline.avro.Recording;
import io.sightline.avro.RetentionRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What is in force in a task: holds and policies, which {@link RequestIntake} keeps in stores, at
 * hand as objects; and the cameras.
 */
final class Standing {
  private final KeyValueStore<String, Camera> cameras;
  private final KeyValueStore<String, Hold> holds;
  private final KeyValueStore<String, Policy> policies;
  private final KeyValueStore<String, RetentionRequest> erasures;
  private @Nullable List<RetentionRequest> erasureList;
  private @Nullable HoldBook holdBook;
  private @Nullable PolicyBook policyBook;

  Standing(ProcessorContext<?, ?> context) {
    cameras = context.getStateStore(RetentionTopology.CAMERA_STORE);
    holds = context.getStateStore(RetentionTopology.HOLD_STORE);
    policies = context.getStateStore(RetentionTopology.POLICY_STORE);
    erasures = context.getStateStore(RetentionTopology.ERASURE_STORE);
  }

  /** A request went into the stores. */
  void changed(RetentionRequest request) {
    holdBook = request.getHold() == null ? holdBook : null;
    policyBook = request.getPolicy() == null ? policyBook : null;
    erasureList = isErasure(request) ? null : erasureList;
  }

  static boolean isErasure(RetentionRequest request) {
    return request.getCause().equals(Early.Cause.ERASURE.toString());
  }

  /** The erasures that are about something captured between two times. */
  List<RetentionRequest> erasures(String camera, Instant from, Instant to) {
    List<RetentionRequest> known = erasureList;
    if (known == null) {
      known = all(erasures);
      erasureList = known;
    }
    return known.stream()
        .filter(each -> each.getCamera().equals(camera))
        .filter(each -> Spans.overlap(each.getSpanFrom(), each.getSpanTo(), from, to))
        .toList();
  }

  Terms of(Clip clip) {
    return new Terms(retention(clip), policies(), holds().of(clip));
  }

  /** For a clip of which only its id is known. */
  Terms ofClip(String camera, String clipId, Instant from) {
    return new Terms(Optional.empty(), policies(), holds().ofClip(camera, clipId, from));
  }

  Terms of(Recording piece, Instant hour) {
    Optional<Duration> retention =
        camera(piece.getCamera(), piece.getCameraVersion())
            .map(camera -> seconds(camera.getRecordingRetentionS()));
    return new Terms(retention, policies(), holds().ofHour(piece.getCamera(), hour));
  }

  Terms of(HourState hour) {
    return new Terms(Optional.empty(), policies(), holds().ofHour(hour.camera(), hour.hour()));
  }

  private Optional<Duration> retention(Clip clip) {
    return camera(clip.getCamera(), clip.getCameraVersion())
        .map(camera -> seconds(camera.getRetentionS()));
  }

  private Optional<Camera> camera(String camera, int version) {
    return Optional.ofNullable(cameras.get(CameraVersions.key(camera, version)));
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(Math.max(0, seconds));
  }

  private HoldBook holds() {
    HoldBook book = holdBook;
    if (book == null) {
      book = HoldBook.of(all(holds));
      holdBook = book;
    }
    return book;
  }

  PolicyBook policies() {
    PolicyBook book = policyBook;
    if (book == null) {
      book = PolicyBook.of(all(policies));
      policyBook = book;
    }
    return book;
  }

  private static <V> List<V> all(KeyValueStore<String, V> store) {
    List<V> values = new ArrayList<>();
    try (KeyValueIterator<String, V> entries = store.all()) {
      entries.forEachRemaining(entry -> values.add(entry.value));
    }
    return values;
  }
}
