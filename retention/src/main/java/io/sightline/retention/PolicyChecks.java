package io.sightline.retention;

import io.sightline.avro.Policy;
import io.sightline.avro.PolicyKind;
import io.sightline.avro.PolicyLimit;
import io.sightline.avro.PolicyRule;
import java.util.HashSet;
import java.util.Set;

/** What a policy must be like. */
public final class PolicyChecks {
  private PolicyChecks() {}

  /** Refuses a policy that makes no sense, with what, the value and what was expected. */
  public static void check(Policy policy) {
    require(policy.getVersion() > 0, "policy version " + policy.getVersion(), "1 or more");
    Set<String> ids = new HashSet<>();
    for (PolicyRule rule : policy.getRules()) {
      check(rule, ids);
    }
    for (PolicyLimit limit : policy.getLimits()) {
      check(limit, ids);
    }
    long low = policy.getFreeLowBytes();
    long high = policy.getFreeHighBytes();
    require(
        low >= 0 && high >= low,
        "free space " + low + " to " + high + " bytes",
        "0 or more, and the upper one not below the lower one");
  }

  private static void check(PolicyRule rule, Set<String> ids) {
    String what = "rule '" + rule.getRuleId() + "'";
    named(what, rule.getRuleId(), ids);
    require(rule.getKind() != PolicyKind.UNKNOWN, what + ": kind UNKNOWN", "a kind");
    require(rule.getKeepS() > 0, what + ": keep for " + rule.getKeepS() + " s", "more than 0");
    boolean narrowed = !rule.getSeverities().isEmpty() || !rule.getLabels().isEmpty();
    require(
        !narrowed || rule.getKind() == PolicyKind.CLIP_WITH_ALERT,
        what + ": severities " + rule.getSeverities() + " and labels " + rule.getLabels(),
        "none, but for clips with an alert");
  }

  private static void check(PolicyLimit limit, Set<String> ids) {
    String what = "limit '" + limit.getLimitId() + "'";
    named(what, limit.getLimitId(), ids);
    require(
        limit.getKind() == PolicyKind.RECORDING || limit.getKind() == PolicyKind.CLIP,
        what + ": kind " + limit.getKind(),
        "recording or clip");
    require(limit.getMaxBytes() > 0, what + ": " + limit.getMaxBytes() + " bytes", "more than 0");
  }

  private static void named(String what, String id, Set<String> ids) {
    require(!id.isBlank(), what, "a name");
    require(ids.add(id), what + " stands twice", "a name of its own");
  }

  private static void require(boolean holds, String what, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(what + ": expected " + expected);
    }
  }
}
