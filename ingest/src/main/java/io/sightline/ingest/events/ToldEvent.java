package io.sightline.ingest.events;

import io.sightline.ingest.motion.Region;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What somebody else says happens at a camera.
 *
 * @param source who says so: {@code http:<name>}, {@code frigate} or {@code onvif}
 * @param id the source's own; one event has one id from its start to its end
 * @param label as the source names it; empty if it does not say
 * @param score 0..1; 0 if it does not say
 * @param startedAt when it began by the source's clock; null if it does not say
 * @param regions where, fractions of the picture; empty: it does not say
 */
public record ToldEvent(
    String source,
    String id,
    Phase phase,
    String label,
    float score,
    @Nullable Instant startedAt,
    List<Region> regions) {
  public static final int MAX_TEXT = 128;
  public static final int MAX_REGIONS = 8;

  /** Where an event is in its life. SINGLE: it is told once, and nothing follows. */
  public enum Phase {
    STARTED,
    ONGOING,
    ENDED,
    SINGLE
  }

  public ToldEvent {
    requireText("source", source, 1);
    requireText("id", id, 1);
    requireText("label", label, 0);
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("score " + score + ": expected 0 to 1");
    }
    if (regions.size() > MAX_REGIONS) {
      throw new IllegalArgumentException(
          "regions: " + regions.size() + " of them, expected at most " + MAX_REGIONS);
    }
    regions = List.copyOf(regions);
  }

  /** Source and id: what makes two messages one event. */
  String key() {
    return source + '\n' + id;
  }

  /** The way it came: {@code http}, {@code frigate} or {@code onvif}. */
  String way() {
    int colon = source.indexOf(':');
    return (colon < 0 ? source : source.substring(0, colon)).toLowerCase(Locale.ROOT);
  }

  private static void requireText(String what, String text, int least) {
    if (text.length() < least || text.length() > MAX_TEXT) {
      throw new IllegalArgumentException(
          "%s of %d characters: expected %d to %d".formatted(what, text.length(), least, MAX_TEXT));
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(what + ": expected no control characters");
    }
  }
}
