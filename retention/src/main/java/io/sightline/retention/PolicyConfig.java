package io.sightline.retention;

import io.sightline.avro.Policy;
import io.sightline.avro.PolicyKind;
import io.sightline.avro.PolicyLimit;
import io.sightline.avro.PolicyRule;
import io.sightline.avro.Severity;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is kept how long, as the configuration file and the command's file say it.
 *
 * @param freeLowMib free space in the clip store below which deletion before the deadline begins;
 *     0: never
 * @param freeHighMib free space at which it ends
 */
public record PolicyConfig(
    @Nullable List<Rule> rules,
    @Nullable List<Limit> limits,
    @Nullable Long freeLowMib,
    @Nullable Long freeHighMib) {
  private static final long MIB = 1 << 20;
  private static final List<PolicyKind> KINDS =
      Arrays.stream(PolicyKind.values()).filter(kind -> kind != PolicyKind.UNKNOWN).toList();

  /**
   * @param kind recording, clip, clip-without-alert or clip-with-alert
   * @param cameras ids; empty: all
   * @param severities info, warning, critical; for clips with an alert; empty: any
   * @param labels of alerts, likewise
   */
  public record Rule(
      @Nullable String name,
      @Nullable String kind,
      @Nullable List<String> cameras,
      @Nullable List<String> severities,
      @Nullable List<String> labels,
      @Nullable Duration keepFor) {}

  /**
   * @param eachCamera whether each camera may have so much, or all of them together
   */
  public record Limit(
      @Nullable String name,
      @Nullable String kind,
      @Nullable List<String> cameras,
      @Nullable Boolean eachCamera,
      @Nullable Long maxMib) {}

  public PolicyConfig {
    rules = rules == null ? List.of() : List.copyOf(rules);
    limits = limits == null ? List.of() : List.copyOf(limits);
    freeLowMib = freeLowMib == null ? 0 : freeLowMib;
    freeHighMib = freeHighMib == null ? freeLowMib : freeHighMib;
    if (rules.isEmpty() && limits.isEmpty() && freeLowMib == 0) {
      throw new IllegalArgumentException(
          "policy is empty: expected rules, limits or free_low_mib; leave it out to keep what the"
              + " cameras say");
    }
    PolicyChecks.check(policy(rules, limits, freeLowMib, freeHighMib));
  }

  /** The policy without version, time and name of whoever sets it. */
  public Policy toPolicy() {
    return policy(orNone(rules), orNone(limits), orZero(freeLowMib), orZero(freeHighMib));
  }

  private static Policy policy(List<Rule> rules, List<Limit> limits, long low, long high) {
    return Policy.newBuilder()
        .setRecordId("")
        .setVersion(1)
        .setRules(rules.stream().map(PolicyConfig::rule).toList())
        .setLimits(limits.stream().map(PolicyConfig::limit).toList())
        .setFreeLowBytes(low * MIB)
        .setFreeHighBytes(high * MIB)
        .build();
  }

  private static PolicyRule rule(Rule rule) {
    String what = "rule '" + rule.name() + "': ";
    Duration keep = rule.keepFor();
    if (keep == null) {
      throw new IllegalArgumentException(what + "keep_for is missing: expected a duration as 30d");
    }
    return PolicyRule.newBuilder()
        .setRuleId(rule.name() == null ? "" : rule.name())
        .setKind(kind(what, rule.kind()))
        .setCameras(orNone(rule.cameras()))
        .setSeverities(
            orNone(rule.severities()).stream().map(name -> severity(what, name)).toList())
        .setLabels(orNone(rule.labels()))
        .setKeepS(keep.toSeconds())
        .build();
  }

  private static PolicyLimit limit(Limit limit) {
    return PolicyLimit.newBuilder()
        .setLimitId(limit.name() == null ? "" : limit.name())
        .setKind(kind("limit '" + limit.name() + "': ", limit.kind()))
        .setCameras(orNone(limit.cameras()))
        .setEachCamera(Boolean.TRUE.equals(limit.eachCamera()))
        .setMaxBytes(orZero(limit.maxMib()) * MIB)
        .build();
  }

  private static PolicyKind kind(String what, @Nullable String name) {
    return KINDS.stream()
        .filter(kind -> written(kind).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    what
                        + "kind '"
                        + name
                        + "': expected "
                        + KINDS.stream()
                            .map(PolicyConfig::written)
                            .collect(Collectors.joining(", "))));
  }

  /** As a configuration has it. */
  public static String written(Enum<?> kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Severity severity(String what, String name) {
    return Arrays.stream(Severity.values())
        .filter(severity -> severity != Severity.UNKNOWN && written(severity).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    what + "severity '" + name + "': expected info, warning or critical"));
  }

  private static <T> List<T> orNone(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  private static long orZero(@Nullable Long number) {
    return number == null ? 0 : number;
  }
}
