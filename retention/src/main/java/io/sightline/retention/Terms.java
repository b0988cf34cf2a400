package io.sightline.retention;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is in force for a clip, or an hour, at the moment of an event.
 *
 * @param retention of its camera version, if that is known
 * @param policies all versions
 * @param holds that keep it, by id, sorted
 */
record Terms(Optional<Duration> retention, PolicyBook policies, List<String> holds) {
  boolean held() {
    return !holds.isEmpty();
  }
}
