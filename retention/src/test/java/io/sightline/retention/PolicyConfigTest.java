package io.sightline.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.avro.Clip;
import io.sightline.avro.Decision;
import io.sightline.avro.Policy;
import io.sightline.avro.PolicyKind;
import io.sightline.retention.PolicyConfig.Limit;
import io.sightline.retention.PolicyConfig.Rule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyConfigTest {
  private static final Duration WEEK = Duration.ofDays(7);

  private static Rule rule(String name, String kind, Duration keep, String... severities) {
    return new Rule(name, kind, null, List.of(severities), null, keep);
  }

  private static PolicyConfig of(Rule... rules) {
    return new PolicyConfig(List.of(rules), null, null, null);
  }

  @Test
  void policy_isAsWritten() {
    PolicyConfig config =
        new PolicyConfig(
            List.of(rule("grave", "clip-with-alert", WEEK, "critical")),
            List.of(new Limit("small", "recording", List.of("yard"), true, 5L)),
            10L,
            20L);
    Policy policy = config.toPolicy();
    assertThat(policy.getRules().get(0).getKind()).isEqualTo(PolicyKind.CLIP_WITH_ALERT);
    assertThat(policy.getRules().get(0).getKeepS()).isEqualTo(WEEK.toSeconds());
    assertThat(policy.getLimits().get(0).getMaxBytes()).isEqualTo(5 << 20);
    assertThat(policy.getFreeHighBytes()).isEqualTo(20 << 20);
  }

  @Test
  void badPolicy_isRefusedWithWhatValueAndExpected() {
    assertThatThrownBy(PolicyConfigTest::of)
        .hasMessageContaining("policy is empty")
        .hasMessageContaining("expected rules");
    assertThatThrownBy(() -> of(rule("a", "clips", WEEK)))
        .hasMessageContaining("kind 'clips': expected recording, clip");
    assertThatThrownBy(() -> of(rule("a", "clip", Duration.ofDays(-1))))
        .hasMessageContaining("keep for -86400 s: expected more than 0");
    assertThatThrownBy(() -> of(rule("a", "clip", null))).hasMessageContaining("keep_for");
    assertThatThrownBy(() -> of(rule("a", "clip", WEEK), rule("a", "clip", WEEK)))
        .hasMessageContaining("stands twice");
    assertThatThrownBy(() -> of(rule("a", "clip", WEEK, "critical")))
        .hasMessageContaining("expected none");
    assertThatThrownBy(() -> of(rule("a", "clip-with-alert", WEEK, "worst")))
        .hasMessageContaining("severity 'worst': expected info, warning or critical");
  }

  @Test
  void absurdDuration_isBoundedAndHarmless() {
    Kept kept = Kept.byDefault(Duration.ofSeconds(Long.MAX_VALUE));
    assertThat(Clips.RECORDED.plus(kept.time())).isAfter(Clips.RECORDED);
  }

  @Test
  void plan_countsWhatGetsShorterAndLeavesWhatIsHeld() {
    Policy policy =
        Policy.newBuilder(of(rule("short", "clip-without-alert", WEEK)).toPolicy())
            .setRetroactive(true)
            .build();
    PolicyPlan plan = new PolicyPlan(policy);
    plan.camera(Clips.camera("front", 1, Clips.THIRTY_DAYS));
    Clip quiet = kept(0);
    Clip open = kept(60);
    Clip held = Clip.newBuilder(kept(120)).setHolds(List.of("h1")).build();
    plan.decided(decision(quiet));
    plan.decided(decision(held));
    PolicyPlan.Summary summary =
        plan.summary(List.of(quiet, open, held), Clips.RECORDED.plus(Duration.ofDays(8)));
    assertThat(summary.shorter()).isEqualTo(1);
    assertThat(summary.due()).isEqualTo(1);
    assertThat(summary.dueBytes()).isEqualTo(quiet.getBytes());
    assertThat(summary.held()).isEqualTo(1);
    assertThat(summary.earliest()).isEqualTo(Clips.RECORDED.plus(WEEK));
    assertThat(summary.byRule()).containsEntry("policy@1:short", 1L);
  }

  private static Clip kept(int seconds) {
    Clip clip = Clips.clip("front", Clips.RECORDED.plusSeconds(seconds));
    return Clip.newBuilder(clip)
        .setDeadline(clip.getRecordedAt().plus(Clips.THIRTY_DAYS))
        .setRule("camera:front@1")
        .build();
  }

  private static Decision decision(Clip clip) {
    return Decision.newBuilder()
        .setRecordId("d")
        .setCamera("front")
        .setActivityId("a")
        .setClips(List.of(clip.getClipId()))
        .build();
  }
}
