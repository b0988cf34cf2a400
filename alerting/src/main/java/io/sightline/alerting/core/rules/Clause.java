package io.sightline.alerting.core.rules;

import io.sightline.alerting.core.rules.Lack.Kind;
import io.sightline.avro.Crossing;
import io.sightline.avro.CrossingDirection;
import io.sightline.avro.Rule;
import io.sightline.avro.RuleAction;
import io.sightline.avro.SoundMotion;
import io.sightline.avro.Subject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A rule made ready for judging. */
final class Clause {
  private static final float DEFAULT_CONFIDENCE = 0.5f;
  private static final long LONGEST_COOLDOWN_MS = 31_536_000_000L;
  private static final String HOME = "home";

  private final Rule rule;
  private final int index;
  private final Verdict verdict;
  private final Set<Subject> subjects = EnumSet.noneOf(Subject.class);
  private final Set<String> labels = new HashSet<>();
  private final Set<String> modes = new HashSet<>();
  private final Schedule schedule;
  private final Lack lackOfMode;
  private final Lack lackOfHours;

  /**
   * @param index its place among the rules
   * @param cooldownMs of the camera, for a rule without its own
   */
  Clause(Rule rule, int index, long cooldownMs) {
    this.rule = rule;
    this.index = index;
    this.schedule = new Schedule(rule.getHours());
    rule.getLabels().forEach(label -> labels.add(label.toLowerCase(Locale.ROOT)));
    rule.getModes().forEach(mode -> modes.add(mode.toLowerCase(Locale.ROOT)));
    for (Subject subject : Subject.values()) {
      boolean named =
          rule.getSubjects().stream().anyMatch(name -> name.equalsIgnoreCase(subject.name()));
      if (named || rule.getSubjects().isEmpty()) {
        subjects.add(subject);
      }
    }
    lackOfMode = Lack.of(Kind.MODE, String.join(" or ", rule.getModes()));
    lackOfHours = Lack.of(Kind.HOURS, schedule.words());
    long asked = rule.getCooldownMs() < 0 ? cooldownMs : rule.getCooldownMs();
    verdict =
        new Verdict(
            rule.getRuleId(),
            rule.getVersion(),
            rule.getAction() == RuleAction.ALERT,
            confidence(rule.getMinConfidence()),
            rule.getSeverity(),
            Math.max(0, Math.min(LONGEST_COOLDOWN_MS, asked)) * 1000,
            List.copyOf(rule.getChannels()));
  }

  private static float confidence(float asked) {
    return Float.isNaN(asked) ? DEFAULT_CONFIDENCE : Math.max(0, Math.min(1, asked));
  }

  Verdict verdict() {
    return verdict;
  }

  boolean hasHours() {
    return !schedule.always();
  }

  boolean inHours(Schedule.WallTime time) {
    return schedule.holds(time);
  }

  /** A site whose mode is not known counts as at home. */
  boolean inMode(String mode) {
    return modes.isEmpty() || modes.contains(mode.isEmpty() ? HOME : mode);
  }

  boolean isAbout(Subject subject, String label) {
    return subjects.contains(subject)
        && (labels.isEmpty() || labels.contains(label.toLowerCase(Locale.ROOT)));
  }

  /** What is missing for a sound; where one is does not matter. */
  List<Lack> lacks(Moment moment, boolean motion) {
    List<Lack> lacks = new ArrayList<>(1);
    force(moment, lacks);
    if (rule.getMotion() == SoundMotion.WITH && !motion) {
      lacks.add(Lack.of(Kind.MOTION, "motion"));
    }
    if (rule.getMotion() == SoundMotion.WITHOUT && motion) {
      lacks.add(Lack.of(Kind.MOTION, "no motion"));
    }
    return lacks;
  }

  /** What is missing for an object. */
  List<Lack> lacks(Moment moment, Stand stand) {
    List<Lack> lacks = new ArrayList<>(1);
    force(moment, lacks);
    zones(stand.presence(), lacks);
    size(stand.height(), lacks);
    loitering(stand.presence(), lacks);
    crossing(stand.presence(), lacks);
    return lacks;
  }

  private void force(Moment moment, List<Lack> lacks) {
    if (!moment.mode(index)) {
      lacks.add(lackOfMode);
    }
    if (!moment.hours(index)) {
      lacks.add(lackOfHours);
    }
  }

  private void zones(Presence presence, List<Lack> lacks) {
    if (!rule.getZones().isEmpty() && rule.getZones().stream().noneMatch(presence::in)) {
      lacks.add(Lack.of(Kind.ZONE, String.join(" or ", rule.getZones())));
    }
    for (String excluded : rule.getExcludedZones()) {
      if (presence.in(excluded)) {
        lacks.add(Lack.of(Kind.EXCLUDED, excluded));
      }
    }
  }

  private void size(double height, List<Lack> lacks) {
    if (height < rule.getMinHeight()) {
      lacks.add(Lack.of(Kind.MIN_HEIGHT, height, rule.getMinHeight()));
    }
    if (height > rule.getMaxHeight()) {
      lacks.add(Lack.of(Kind.MAX_HEIGHT, height, rule.getMaxHeight()));
    }
  }

  private void loitering(Presence presence, List<Lack> lacks) {
    long asked = rule.getLoiterMs() * 1000;
    if (asked <= 0) {
      return;
    }
    long stayed = rule.getZones().isEmpty() ? presence.at() - presence.since() : 0;
    for (String zone : rule.getZones()) {
      stayed = Math.max(stayed, presence.inFor(zone));
    }
    if (stayed < asked) {
      lacks.add(Lack.of(Kind.LOITERING, stayed, asked));
    }
  }

  private void crossing(Presence presence, List<Lack> lacks) {
    List<Crossing> crossings = rule.getCrossings();
    if (!crossings.isEmpty() && crossings.stream().noneMatch(each -> crossed(presence, each))) {
      lacks.add(
          Lack.of(
              Kind.CROSSING, String.join(" or ", crossings.stream().map(Clause::words).toList())));
    }
  }

  private static boolean crossed(Presence presence, Crossing crossing) {
    CrossingDirection direction = crossing.getDirection();
    boolean right = direction != CrossingDirection.RIGHT_TO_LEFT;
    boolean left = direction != CrossingDirection.LEFT_TO_RIGHT;
    return (right && presence.crossed(crossing.getLineId(), true))
        || (left && presence.crossed(crossing.getLineId(), false));
  }

  private static String words(Crossing crossing) {
    return switch (crossing.getDirection()) {
      case LEFT_TO_RIGHT -> crossing.getLineId() + " left to right";
      case RIGHT_TO_LEFT -> crossing.getLineId() + " right to left";
      default -> crossing.getLineId();
    };
  }
}
