package io.sightline.retention;

import io.sightline.avro.RetentionRequest;
import io.sightline.schemas.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A range of ids in a store, both ends included; null: open. Another camera's ids may lie between
 * those of one whose name is like the begin of its own.
 */
record IdRange(@Nullable String from, @Nullable String to) {
  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.parse("3100-01-01T00:00:00Z");

  /** A clip that began so long before a span does not reach into it. */
  private static final Duration LONGEST_CLIP = Duration.ofMinutes(15);

  /** Where the clips lie that a request is about. */
  static List<IdRange> ofClips(RetentionRequest request) {
    if (!request.getClipId().isEmpty()) {
      return List.of(new IdRange(request.getClipId(), request.getClipId()));
    }
    if (request.getCamera().isEmpty()) {
      return List.of(new IdRange(null, null));
    }
    String camera = request.getCamera();
    Instant from = begin(request, LONGEST_CLIP);
    Instant to = end(request);
    return List.of(
        new IdRange(Ids.clip(camera, from), Ids.clip(camera, to)),
        new IdRange(Ids.soundClip(camera, from), Ids.soundClip(camera, to)));
  }

  /** Where the hours of recordings lie that a request is about. */
  static List<IdRange> ofHours(RetentionRequest request) {
    if (!request.getClipId().isEmpty()) {
      return List.of();
    }
    if (request.getCamera().isEmpty()) {
      return List.of(new IdRange(null, null));
    }
    return List.of(
        new IdRange(
            Ids.hour(request.getCamera(), begin(request, Duration.ZERO)),
            Ids.hour(request.getCamera(), end(request))));
  }

  private static Instant begin(RetentionRequest request, Duration before) {
    Instant from = request.getSpanFrom();
    return from == null || from.minus(before).isBefore(FIRST) ? FIRST : from.minus(before);
  }

  private static Instant end(RetentionRequest request) {
    Instant to = request.getSpanTo();
    return to == null || to.isAfter(LAST) ? LAST : to;
  }
}
