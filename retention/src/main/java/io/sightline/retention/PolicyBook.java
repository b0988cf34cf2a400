package io.sightline.retention;

import io.sightline.avro.Policy;
import io.sightline.avro.PolicyLimit;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;

/** All versions of the policy, of which each applies to what was recorded since. */
final class PolicyBook {
  static final PolicyBook EMPTY = of(List.of());

  private final NavigableMap<Integer, Policy> versions;

  private PolicyBook(NavigableMap<Integer, Policy> versions) {
    this.versions = versions;
  }

  static PolicyBook of(Collection<Policy> policies) {
    NavigableMap<Integer, Policy> versions = new TreeMap<>();
    policies.forEach(policy -> versions.put(policy.getVersion(), policy));
    return new PolicyBook(versions);
  }

  /** Whether any version ever had limits, so that what there is has to be counted. */
  boolean counts() {
    return versions.values().stream().anyMatch(policy -> !policy.getLimits().isEmpty());
  }

  /** The limits of the newest version. */
  List<PolicyLimit> limits() {
    return versions.isEmpty() ? List.of() : versions.lastEntry().getValue().getLimits();
  }

  /** The newest version; 0: there is none. */
  int newest() {
    return versions.isEmpty() ? 0 : versions.lastKey();
  }

  /**
   * How long a clip is kept that was first seen under a version.
   *
   * @param base where no rule applies
   */
  Kept clip(int since, String camera, AlertFacts facts, Kept base) {
    return kept(since, base, rules -> rules.clip(camera, facts, base));
  }

  /**
   * How long recordings are kept that were first seen under one version, and last under another.
   */
  Kept recording(int since, int last, String camera, Kept base) {
    Function<PolicyRules, Kept> asked = rules -> rules.recording(camera, base);
    return versions.subMap(since, false, Math.max(since, last), true).keySet().stream()
        .map(version -> kept(version, base, asked))
        .reduce(kept(since, base, asked), Kept::orLonger);
  }

  /** Later versions count only if they are retroactive, and then only to shorten. */
  private Kept kept(int since, Kept base, Function<PolicyRules, Kept> asked) {
    Policy own = versions.get(since);
    Kept kept = own == null ? base : asked.apply(new PolicyRules(own));
    for (Policy later : versions.tailMap(since, false).values()) {
      if (later.getRetroactive()) {
        kept = kept.orShorter(asked.apply(new PolicyRules(later)));
      }
    }
    return kept;
  }
}
