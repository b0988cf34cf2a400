package io.sightline.alerting.core;

import io.sightline.avro.Camera;
import io.sightline.avro.Rule;
import io.sightline.avro.RuleAction;
import io.sightline.avro.Severity;
import io.sightline.avro.Subject;
import java.util.List;

/** Which rule applies: the first that matches. A rule whose action is unknown matches nothing. */
final class Rules {
  private static final float DEFAULT_CONFIDENCE = 0.5f;

  private static final float ALARMING_CONFIDENCE = 0.5f;
  private static final float NAMED_CONFIDENCE = 0.3f;
  private static final List<String> ALARMING =
      List.of("glass", "alarm", "siren", "baby", "cry-for-help");

  /** In force where a camera has no rules of its own. */
  static final List<Rule> DEFAULT =
      List.of(
          rule("default-person", Subject.PERSON, RuleAction.ALERT),
          rule("default-pet", Subject.PET, RuleAction.SUPPRESS),
          rule("default-vehicle", Subject.VEHICLE, RuleAction.SUPPRESS),
          rule("default-other", Subject.OTHER, RuleAction.SUPPRESS),
          sound("default-alarming-sound", ALARMING, RuleAction.ALERT, ALARMING_CONFIDENCE),
          sound("default-sound", List.of(), RuleAction.SUPPRESS, NAMED_CONFIDENCE));

  /** For what no rule is about. */
  private static final Verdict NO_RULE =
      new Verdict("no-rule", false, DEFAULT_CONFIDENCE, Severity.INFO);

  private Rules() {}

  static List<Rule> of(Camera camera) {
    return camera.getRules().isEmpty() ? DEFAULT : camera.getRules();
  }

  static Verdict judge(List<Rule> rules, Subject subject, String label) {
    for (Rule rule : rules) {
      if (matches(rule, subject, label)) {
        return verdict(rule);
      }
    }
    return NO_RULE;
  }

  private static boolean matches(Rule rule, Subject subject, String label) {
    return rule.getAction() != RuleAction.UNKNOWN
        && names(rule.getSubjects(), Subjects.name(subject))
        && names(rule.getLabels(), label);
  }

  /** An empty list names all. */
  private static boolean names(List<String> names, String name) {
    return names.isEmpty() || names.stream().anyMatch(name::equalsIgnoreCase);
  }

  private static Verdict verdict(Rule rule) {
    return new Verdict(
        rule.getRuleId(),
        rule.getAction() == RuleAction.ALERT,
        confidence(rule.getMinConfidence()),
        rule.getSeverity());
  }

  private static float confidence(float asked) {
    return Float.isNaN(asked) ? DEFAULT_CONFIDENCE : Math.max(0, Math.min(1, asked));
  }

  private static Rule sound(
      String id, List<String> labels, RuleAction action, float minConfidence) {
    return Rule.newBuilder(rule(id, Subject.SOUND, action))
        .setLabels(labels)
        .setMinConfidence(minConfidence)
        .build();
  }

  private static Rule rule(String id, Subject subject, RuleAction action) {
    return Rule.newBuilder()
        .setRuleId(id)
        .setSubjects(List.of(Subjects.name(subject)))
        .setAction(action)
        .setMinConfidence(DEFAULT_CONFIDENCE)
        .setSeverity(Severity.WARNING)
        .build();
  }
}
