package io.sightline.retention.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sightline.clipstore.ClipLayout;
import io.sightline.retention.audit.Finding.Kind;
import io.sightline.retention.audit.RepairPlan.Action;
import io.sightline.retention.audit.RepairPlan.Limits;
import io.sightline.schemas.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepairPlanTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant RECORDS_FROM = NOW.minus(Duration.ofDays(29));

  private final List<Finding> findings = new ArrayList<>();

  private static String clip(Instant start) {
    String id = Ids.clip("front", start);
    return ClipLayout.media(ClipLayout.prefix("front", id, start), "mp4");
  }

  private static String piece(Instant start) {
    return ClipLayout.recording("front", start, Ids.recording("front", start), "mp4");
  }

  private void found(Kind kind, String subject) {
    findings.add(new Finding(kind, subject, "for a reason"));
  }

  private RepairPlan plan(boolean unknownAge) {
    return RepairPlan.of(
        findings, new Limits(key -> key.startsWith("held"), RECORDS_FROM, unknownAge));
  }

  @Test
  void whatIsSafe_isDone() {
    String orphan = clip(NOW.minus(Duration.ofDays(100)));
    found(Kind.ORPHANED, orphan);
    found(Kind.ORPHANED, piece(NOW.minus(Duration.ofDays(1))));
    found(Kind.RESURRECTED, "front/2026-01-01/front-c1/clip.mp4");
    found(Kind.KEY_LEFT, "front-c1");
    found(Kind.KEPT_OTHERWISE, "test.frames");
    RepairPlan plan = plan(false);
    assertThat(plan.left()).isEmpty();
    assertThat(plan.steps())
        .extracting(RepairPlan.Step::action)
        .containsExactly(
            Action.DELETE_OBJECT,
            Action.DELETE_OBJECT,
            Action.DELETE_OBJECT,
            Action.DESTROY_KEY,
            Action.SET_TOPIC);
  }

  @Test
  void whatIsHeld_staysWhateverIsSaid() {
    found(Kind.ORPHANED, "held/2026-01-01/held-c1/clip.mp4");
    found(Kind.RESURRECTED, "held/2026-01-01/held-c2/clip.mp4");
    RepairPlan plan = plan(true);
    assertThat(plan.steps()).isEmpty();
    assertThat(plan.left()).extracting(RepairPlan.Left::why).containsOnly("it is held");
  }

  @Test
  void whatIsOfUnknownAge_goesOnlyWhenSaid() {
    found(Kind.ORPHANED, "front/2026-01-01/planted/clip.mp4");
    found(Kind.ORPHANED, piece(RECORDS_FROM.minusSeconds(7200)));
    assertThat(plan(false).steps()).isEmpty();
    assertThat(plan(false).left())
        .extracting(left -> left.finding().subject(), RepairPlan.Left::why)
        .containsExactly(
            tuple(findings.get(0).subject(), "its age is unknown; --unknown-age deletes it"),
            tuple(
                findings.get(1).subject(),
                "its record may have gone from the topic before it; --unknown-age deletes it"));
    assertThat(plan(true).steps()).hasSize(2);
  }

  @Test
  void evidence_isNeverTouched() {
    List<Kind> evidence =
        List.of(
            Kind.UNDER_RETAINED,
            Kind.CHANGED,
            Kind.BROKEN_LEDGER,
            Kind.UNTRUSTED_HEAD,
            Kind.MISSING,
            Kind.OVER_RETAINED,
            Kind.MISPLACED);
    evidence.forEach(kind -> found(kind, "front-c1"));
    assertThat(plan(true).steps()).isEmpty();
    assertThat(plan(true).left()).hasSize(evidence.size());
    assertThat(Arrays.asList(Kind.values()))
        .as("every kind is looked at here")
        .hasSize(evidence.size() + 4);
  }
}
