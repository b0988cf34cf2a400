package io.sightline.retention;

import static io.sightline.avro.PolicyKind.CLIP;
import static io.sightline.avro.PolicyKind.CLIP_WITHOUT_ALERT;
import static io.sightline.avro.PolicyKind.CLIP_WITH_ALERT;
import static io.sightline.avro.PolicyKind.RECORDING;

import io.sightline.avro.Policy;
import io.sightline.avro.PolicyKind;
import io.sightline.avro.PolicyRule;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What one version of the policy says. Of the rules that apply the longest wins; where none does,
 * what the camera itself says. As long as it is open which rules will apply, so does each that may.
 */
record PolicyRules(Policy policy) {

  /**
   * How long a clip is kept.
   *
   * @param base where no rule applies
   */
  Kept clip(String camera, AlertFacts facts, Kept base) {
    Kept without = best(camera, rule -> is(rule, CLIP, CLIP_WITHOUT_ALERT)).orElse(base);
    if (facts.withoutAlert()) {
      return without;
    }
    Kept with = withAlert(camera, facts, base);
    return facts.undecided() ? without.orLonger(with) : with;
  }

  private Kept withAlert(String camera, AlertFacts facts, Kept base) {
    Kept certain =
        best(camera, rule -> is(rule, CLIP) || is(rule, CLIP_WITH_ALERT) && applies(rule, facts))
            .orElse(base);
    Optional<Kept> possible = best(camera, rule -> facts.open() && is(rule, CLIP_WITH_ALERT));
    return possible.map(certain::orLonger).orElse(certain);
  }

  /** How long a camera's recordings are kept. */
  Kept recording(String camera, Kept base) {
    return best(camera, rule -> is(rule, RECORDING)).orElse(base);
  }

  private Optional<Kept> best(String camera, Predicate<PolicyRule> which) {
    return policy.getRules().stream()
        .filter(rule -> rule.getCameras().isEmpty() || rule.getCameras().contains(camera))
        .filter(which)
        .map(rule -> new Kept(Duration.ofSeconds(rule.getKeepS()), name(rule)))
        .reduce(Kept::orLonger);
  }

  private String name(PolicyRule rule) {
    return "policy@" + policy.getVersion() + ":" + rule.getRuleId();
  }

  private static boolean is(PolicyRule rule, PolicyKind... kinds) {
    for (PolicyKind kind : kinds) {
      if (rule.getKind() == kind) {
        return true;
      }
    }
    return false;
  }

  /** Whether one alert has both a severity and a label that the rule is about. */
  private static boolean applies(PolicyRule rule, AlertFacts facts) {
    boolean any = rule.getSeverities().isEmpty() && rule.getLabels().isEmpty();
    return any
        || facts.told().stream()
            .anyMatch(
                told ->
                    (rule.getSeverities().isEmpty()
                            || rule.getSeverities().contains(told.severity()))
                        && (rule.getLabels().isEmpty() || rule.getLabels().contains(told.label())));
  }
}
