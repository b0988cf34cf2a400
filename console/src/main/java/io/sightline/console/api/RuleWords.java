package io.sightline.console.api;

import io.sightline.avro.Crossing;
import io.sightline.avro.CrossingDirection;
import io.sightline.avro.Hours;
import io.sightline.avro.Rule;
import io.sightline.avro.RuleAction;
import io.sightline.avro.SoundMotion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A rule of a camera in a sentence a person understands. */
public final class RuleWords {
  private static final String[] DAYS = {"?", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

  private RuleWords() {}

  public static String of(Rule rule) {
    List<String> parts = new ArrayList<>();
    parts.add(about(rule));
    listed(parts, "in ", rule.getZones());
    listed(parts, "not in ", rule.getExcludedZones());
    if (rule.getLoiterMs() > 0) {
      parts.add("after " + Words.span(rule.getLoiterMs()));
    }
    listed(parts, "crossing ", rule.getCrossings().stream().map(RuleWords::crossing).toList());
    if (rule.getMinHeight() > 0 || rule.getMaxHeight() < 1) {
      parts.add(
          "between %s and %s of the picture's height"
              .formatted(Words.score(rule.getMinHeight()), Words.score(rule.getMaxHeight())));
    }
    listed(parts, "", rule.getHours().stream().map(RuleWords::hours).toList());
    listed(parts, "while ", rule.getModes());
    if (rule.getMotion() == SoundMotion.WITH || rule.getMotion() == SoundMotion.WITHOUT) {
      parts.add(rule.getMotion() == SoundMotion.WITH ? "with motion" : "without motion");
    }
    if (!rule.getChannels().isEmpty()) {
      parts.add("telling " + String.join(", ", rule.getChannels()));
    }
    return String.join("; ", parts);
  }

  private static String about(Rule rule) {
    boolean alert = rule.getAction() == RuleAction.ALERT;
    List<String> whom = rule.getLabels().isEmpty() ? rule.getSubjects() : rule.getLabels();
    return (alert ? Words.of(rule.getSeverity()) + " alert on " : "silent about ")
        + (whom.isEmpty() ? "everything" : String.join(", ", whom))
        + " from "
        + Words.score(rule.getMinConfidence());
  }

  private static void listed(List<String> parts, String prefix, List<String> names) {
    if (!names.isEmpty()) {
      parts.add(prefix + String.join(" or ", names));
    }
  }

  private static String crossing(Crossing crossing) {
    CrossingDirection direction = crossing.getDirection();
    boolean either =
        direction == CrossingDirection.EITHER || direction == CrossingDirection.UNKNOWN;
    return crossing.getLineId() + (either ? "" : " " + Words.of(direction).replace('-', ' '));
  }

  private static String hours(Hours hours) {
    List<String> days =
        hours.getDays().stream().map(day -> DAYS[day >= 1 && day <= 7 ? day : 0]).toList();
    String time =
        String.format(
            Locale.ROOT,
            "%02d:%02d to %02d:%02d",
            hours.getFromMinute() / 60,
            hours.getFromMinute() % 60,
            hours.getUntilMinute() / 60,
            hours.getUntilMinute() % 60);
    return days.isEmpty() ? time : String.join(", ", days) + " " + time;
  }
}
