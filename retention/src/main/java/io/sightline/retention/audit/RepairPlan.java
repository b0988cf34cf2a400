package io.sightline.retention.audit;

import io.sightline.retention.audit.Finding.Kind;
import io.sightline.schemas.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What of the differences can be put right without asking anybody, and what is left to people.
 *
 * @param steps in the order of the findings
 * @param left each with why
 */
public record RepairPlan(List<Step> steps, List<Left> left) {
  /** What to do about a finding. */
  public enum Action {
    DELETE_OBJECT,
    DESTROY_KEY,
    SET_TOPIC
  }

  public record Step(Action action, Finding finding) {}

  public record Left(Finding finding, String why) {}

  /**
   * @param held whether an object, by its key, is under a hold
   * @param recordsFrom what was recorded before may have lost its record to the topic's own
   *     retention
   * @param unknownAge whether somebody said that objects of unknown age may go
   */
  public record Limits(Predicate<String> held, Instant recordsFrom, boolean unknownAge) {}

  /** Never more than {@link Limits} allow. */
  public static RepairPlan of(List<Finding> findings, Limits limits) {
    RepairPlan plan = new RepairPlan(new ArrayList<>(), new ArrayList<>());
    findings.forEach(finding -> plan.add(finding, limits));
    return plan;
  }

  private void add(Finding finding, Limits limits) {
    switch (finding.kind()) {
      case KEPT_OTHERWISE -> step(Action.SET_TOPIC, finding);
      case KEY_LEFT -> step(Action.DESTROY_KEY, finding);
      case RESURRECTED, ORPHANED -> object(finding, limits);
      case MISSING -> left(finding, "its media is lost; its record goes with its deadline");
      case OVER_RETAINED -> left(finding, "retention deletes it: look at its health and metrics");
      case MISPLACED -> left(finding, "nobody here made it: look at it, and remove it by hand");
      case UNDER_RETAINED, CHANGED, BROKEN_LEDGER, UNTRUSTED_HEAD ->
          left(finding, "evidence of something that cannot be undone");
    }
  }

  private void object(Finding finding, Limits limits) {
    if (limits.held().test(finding.subject())) {
      left(finding, "it is held");
    } else if (finding.kind() == Kind.RESURRECTED || limits.unknownAge()) {
      step(Action.DELETE_OBJECT, finding);
    } else {
      String why = doubt(finding.subject(), limits.recordsFrom());
      if (why.isEmpty()) {
        step(Action.DELETE_OBJECT, finding);
      } else {
        left(finding, why + "; --unknown-age deletes it");
      }
    }
  }

  /** Why its age says nothing; empty if it does. */
  private static String doubt(String key, Instant recordsFrom) {
    String id = Reconciliation.idOf(key);
    try {
      Instant from = Ids.time(id);
      return key.contains("/recordings/") && from.isBefore(recordsFrom)
          ? "its record may have gone from the topic before it"
          : "";
    } catch (IllegalArgumentException e) {
      return "its age is unknown";
    }
  }

  private void step(Action action, Finding finding) {
    steps.add(new Step(action, finding));
  }

  private void left(Finding finding, String why) {
    left.add(new Left(finding, why));
  }
}
