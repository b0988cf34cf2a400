package io.sightline.alerting.core.rules;

import io.sightline.avro.Rule;
import io.sightline.avro.RuleAction;
import io.sightline.avro.Severity;
import java.util.List;

/** In force where a camera has no rules of its own. */
final class DefaultRules {
  private static final float CONFIDENCE = 0.5f;
  private static final float NAMED_CONFIDENCE = 0.3f;
  private static final List<String> ALARMING =
      List.of("glass", "alarm", "siren", "baby", "cry-for-help");

  static final List<Rule> ALL =
      List.of(
          Rule.newBuilder(rule("default-intruder", "person", RuleAction.ALERT))
              .setModes(List.of("away"))
              .setSeverity(Severity.CRITICAL)
              .build(),
          rule("default-person", "person", RuleAction.ALERT),
          rule("default-pet", "pet", RuleAction.SUPPRESS),
          rule("default-vehicle", "vehicle", RuleAction.SUPPRESS),
          rule("default-other", "other", RuleAction.SUPPRESS),
          Rule.newBuilder(rule("default-alarming-sound", "sound", RuleAction.ALERT))
              .setLabels(ALARMING)
              .build(),
          Rule.newBuilder(rule("default-sound", "sound", RuleAction.SUPPRESS))
              .setMinConfidence(NAMED_CONFIDENCE)
              .build());

  private DefaultRules() {}

  private static Rule rule(String id, String subject, RuleAction action) {
    return Rule.newBuilder()
        .setRuleId(id)
        .setSubjects(List.of(subject))
        .setAction(action)
        .setMinConfidence(CONFIDENCE)
        .setSeverity(Severity.WARNING)
        .build();
  }
}
