package io.sightline.ingest.events.onvif;

import io.sightline.ingest.events.ToldEvent;
import io.sightline.ingest.events.ToldEvent.Phase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a camera's messages mean: motion as cells or as an alarm, and any rule of its own with a
 * truth value or with the class of an object. A truth value that stays is one event, also across a
 * new subscription.
 */
final class OnvifRules {
  private static final Pattern RULE = Pattern.compile("RuleEngine/.+|VideoSource/MotionAlarm");
  private static final Pattern CLASS =
      Pattern.compile("class(types?|name)?|objecttypes?|type|label", Pattern.CASE_INSENSITIVE);
  private static final Pattern SCORE =
      Pattern.compile("likelihood|confidence|score|probability", Pattern.CASE_INSENSITIVE);
  private static final int MAX_OPEN = 32;
  private static final int MAX_NAME = 60;

  private final Clock clock;
  private final Map<String, ToldEvent> open = new LinkedHashMap<>();
  private long sequence;

  /**
   * @param clock this host's: makes ids differ from those of an earlier process
   */
  OnvifRules(Clock clock) {
    this.clock = clock;
  }

  /**
   * The event that a message tells; empty if it tells none.
   *
   * @param deviceAhead of the device's clock
   */
  Optional<ToldEvent> read(Notice notice, Duration deviceAhead) {
    if (!RULE.matcher(notice.topic()).matches()) {
      return Optional.empty();
    }
    Boolean on = notice.deleted() ? Boolean.FALSE : truth(notice.data());
    String key = notice.topic() + notice.source();
    if (on == null) {
      return label(notice.data()) == null
          ? Optional.empty()
          : Optional.of(event(notice, Phase.SINGLE, deviceAhead));
    }
    return on ? started(key, notice, deviceAhead) : ended(key);
  }

  private Optional<ToldEvent> started(String key, Notice notice, Duration deviceAhead) {
    ToldEvent known = open.get(key);
    if (known != null) {
      return Optional.of(with(known, Phase.ONGOING));
    }
    ToldEvent event = event(notice, Phase.STARTED, deviceAhead);
    if (open.size() >= MAX_OPEN) {
      return Optional.empty();
    }
    open.put(key, event);
    return Optional.of(event);
  }

  private Optional<ToldEvent> ended(String key) {
    return Optional.ofNullable(open.remove(key)).map(event -> with(event, Phase.ENDED));
  }

  /** What has been told and not ended: true as long as the camera answers. */
  List<ToldEvent> stillOpen() {
    return open.values().stream().map(event -> with(event, Phase.ONGOING)).toList();
  }

  private ToldEvent event(Notice notice, Phase phase, Duration deviceAhead) {
    String label = label(notice.data());
    Instant at = notice.at();
    return new ToldEvent(
        "onvif",
        name(notice.topic()) + "-" + clock.millis() + "-" + sequence++,
        phase,
        label == null ? labelOf(notice.topic()) : label,
        score(notice.data()),
        at == null ? null : at.minus(deviceAhead),
        List.of());
  }

  private static ToldEvent with(ToldEvent event, Phase phase) {
    return new ToldEvent(
        event.source(),
        event.id(),
        phase,
        event.label(),
        event.score(),
        event.startedAt(),
        event.regions());
  }

  private static String name(String topic) {
    String plain = topic.replaceAll("[^A-Za-z0-9/_-]", "");
    return plain.substring(Math.max(0, plain.length() - MAX_NAME));
  }

  /** Null if no item is a truth value; true if any is true. */
  private static @Nullable Boolean truth(Map<String, String> data) {
    Boolean found = null;
    for (Map.Entry<String, String> item : data.entrySet()) {
      String value = item.getValue().toLowerCase(Locale.ROOT);
      boolean on = value.equals("true") || isStateName(item.getKey()) && value.equals("1");
      boolean off = value.equals("false") || isStateName(item.getKey()) && value.equals("0");
      if (on || off) {
        found = on || Boolean.TRUE.equals(found);
      }
    }
    return found;
  }

  private static boolean isStateName(String name) {
    return name.startsWith("Is") || name.equalsIgnoreCase("State");
  }

  private static @Nullable String label(Map<String, String> data) {
    return data.entrySet().stream()
        .filter(item -> CLASS.matcher(item.getKey()).matches())
        .map(item -> item.getValue().strip().toLowerCase(Locale.ROOT))
        .filter(value -> value.matches("[\\p{L}\\p{N} ._-]{1,64}"))
        .findFirst()
        .orElse(null);
  }

  private static float score(Map<String, String> data) {
    return data.entrySet().stream()
        .filter(item -> SCORE.matcher(item.getKey()).matches())
        .filter(item -> item.getValue().matches("0?\\.\\d{1,9}|[01](\\.0{1,9})?"))
        .map(item -> Float.parseFloat(item.getValue()))
        .findFirst()
        .orElse(0f);
  }

  /** Makers have topics of their own for the same few things. */
  private static String labelOf(String topic) {
    String name = topic.toLowerCase(Locale.ROOT);
    if (name.contains("people") || name.contains("human") || name.contains("person")) {
      return "person";
    }
    if (name.contains("vehicle")) {
      return "vehicle";
    }
    return name.contains("dogcat") || name.contains("pet") || name.contains("animal")
        ? "animal"
        : "motion";
  }
}
