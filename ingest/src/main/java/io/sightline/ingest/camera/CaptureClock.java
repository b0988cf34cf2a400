package io.sightline.ingest.camera;

import io.sightline.ingest.media.StreamInfo;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When the first picture of a source was captured: the one place where capture time is set. */
public interface CaptureClock {

  /**
   * @param info of the source just opened
   * @param after newest capture time known for the camera; -1 if none
   * @param waitedMicros how long ago the first picture came, as far as that is known
   * @return microseconds since 1970
   */
  long origin(StreamInfo info, long after, long waitedMicros);

  /**
   * This host's clock when the first picture came; never goes back behind what was captured before.
   */
  static CaptureClock wall(Clock clock) {
    return (info, after, waitedMicros) ->
        Math.max(Micros.of(clock.instant()) - waitedMicros, after + 1000);
  }

  /**
   * A recording's own time.
   *
   * @param start null: the creation time inside the file, else 1970
   */
  static CaptureClock recording(@Nullable Instant start) {
    return (info, after, waitedMicros) -> {
      Instant created = info.createdAt();
      return Micros.of(start != null ? start : created != null ? created : Instant.EPOCH);
    };
  }
}
