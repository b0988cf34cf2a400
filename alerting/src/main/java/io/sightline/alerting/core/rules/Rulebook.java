package io.sightline.alerting.core.rules;

import io.sightline.alerting.core.rules.Lack.Kind;
import io.sightline.alerting.core.rules.Schedule.WallTime;
import io.sightline.avro.Camera;
import io.sightline.avro.Rule;
import io.sightline.avro.RuleAction;
import io.sightline.avro.Severity;
import io.sightline.avro.Subject;
import io.sightline.schemas.GeneratedClasses;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one version of a camera, with its zones and lines, made ready. The first rule that
 * holds wins; its least confidence is no part of that, but says which evidence counts. A rule whose
 * action is unknown never holds. What makes no sense in the record holds for nothing.
 */
public final class Rulebook {
  static {
    GeneratedClasses.trust();
  }

  /** Zones, and lines, beyond this many are left out. */
  private static final int MOST_PLACES = 64;

  /** For what no rule is about. */
  private static final Verdict NO_RULE =
      new Verdict("no-rule", 0, false, 0.5f, Severity.INFO, 0, List.of());

  /** Of a camera of which nothing is known. */
  public static final Rulebook DEFAULT =
      new Rulebook(Camera.newBuilder().setCamera("unknown").build());

  private final List<Clause> clauses;
  private final List<Area> zones;
  private final List<Tripwire> lines;
  private final ZoneRules timeZone;
  private final boolean timed;

  private Rulebook(Camera camera) {
    List<Rule> rules = camera.getRules().isEmpty() ? DefaultRules.ALL : camera.getRules();
    List<Clause> ready = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule.getAction() != RuleAction.UNKNOWN) {
        ready.add(new Clause(rule, ready.size(), camera.getCooldownMs()));
      }
    }
    clauses = List.copyOf(ready);
    zones = camera.getZones().stream().limit(MOST_PLACES).map(Area::of).toList();
    lines = camera.getLines().stream().limit(MOST_PLACES).map(Tripwire::of).toList();
    timeZone = Schedule.zone(camera.getTimeZone());
    timed = clauses.stream().anyMatch(Clause::hasHours);
  }

  /** Costs more than a frame does: to be kept as long as the version is in use. */
  public static Rulebook of(Camera camera) {
    return new Rulebook(camera);
  }

  /** Whether nobody asks where an object is. */
  boolean isPlain() {
    return zones.isEmpty() && lines.isEmpty();
  }

  List<Area> zones() {
    return zones;
  }

  List<Tripwire> lines() {
    return lines;
  }

  /**
   * @param at capture time, microseconds
   * @param mode of the site, as the record says
   */
  public Moment at(long at, String mode) {
    boolean[] hours = new boolean[clauses.size()];
    boolean[] modes = new boolean[clauses.size()];
    WallTime time =
        WallTime.of(timed ? Instant.EPOCH.plus(at, ChronoUnit.MICROS) : Instant.EPOCH, timeZone);
    for (int i = 0; i < hours.length; i++) {
      hours[i] = clauses.get(i).inHours(time);
      modes[i] = clauses.get(i).inMode(mode);
    }
    return new Moment(hours, modes);
  }

  /** Whether a rule in force could alert on it, wherever it is: then it has to be followed. */
  public boolean follows(Moment moment, Subject subject, String label) {
    for (int i = 0; i < clauses.size(); i++) {
      Clause clause = clauses.get(i);
      if (clause.verdict().alert() && moment.inForce(i) && clause.isAbout(subject, label)) {
        return true;
      }
    }
    return false;
  }

  public Judgement judge(Moment moment, Subject subject, String label, float score, Stand stand) {
    return judge(subject, label, score, clause -> clause.lacks(moment, stand));
  }

  /**
   * The same for an object that is followed, now that it is known where it has been. What the first
   * judgement says of the rules stays; a rule that waited may hold now.
   */
  public Judgement again(
      Judgement first, Moment moment, Subject subject, String label, float score, Stand stand) {
    if (first.awaited().isEmpty()) {
      return first;
    }
    Judgement now = judge(moment, subject, label, score, stand);
    Verdict held =
        first.awaited().stream()
            .filter(verdict -> !waits(now, verdict))
            .findFirst()
            .orElse(first.verdict());
    return new Judgement(held, first.awaited(), now.misses());
  }

  private static boolean waits(Judgement now, Verdict verdict) {
    return now.awaited().stream().anyMatch(each -> each.rule().equals(verdict.rule()));
  }

  /**
   * @param motion whether something moved in the same moment
   */
  public Judgement judgeSound(Moment moment, String label, float score, boolean motion) {
    return judge(Subject.SOUND, label, score, clause -> clause.lacks(moment, motion));
  }

  private Judgement judge(
      Subject subject, String label, float score, Function<Clause, List<Lack>> ask) {
    List<Verdict> awaited = List.of();
    List<Miss> misses = List.of();
    for (Clause clause : clauses) {
      if (!clause.isAbout(subject, label)) {
        continue;
      }
      List<Lack> lacks = ask.apply(clause);
      Verdict verdict = clause.verdict();
      if (verdict.alert()) {
        misses = with(misses, miss(verdict, score, lacks));
        awaited = awaited(lacks) ? with(awaited, verdict) : awaited;
      }
      if (lacks.isEmpty()) {
        return new Judgement(verdict, awaited, misses);
      }
    }
    return new Judgement(NO_RULE, awaited, misses);
  }

  private static boolean awaited(List<Lack> lacks) {
    return !lacks.isEmpty() && lacks.stream().allMatch(lack -> lack.kind().awaited());
  }

  private static Miss miss(Verdict verdict, float score, List<Lack> lacks) {
    return new Miss(
        verdict.rule(),
        score < verdict.minConfidence()
            ? with(lacks, Lack.of(Kind.CONFIDENCE, score, verdict.minConfidence()))
            : lacks);
  }

  private static <T> List<T> with(List<T> list, T more) {
    List<T> all = new ArrayList<>(list);
    all.add(more);
    return all;
  }

  /** The rule of that name, if it is still there. */
  public @Nullable Verdict verdict(String rule) {
    for (Clause clause : clauses) {
      if (clause.verdict().rule().equals(rule)) {
        return clause.verdict();
      }
    }
    return null;
  }
}
