package io.sightline.console.api;

import static io.sightline.console.Samples.NOON;
import static io.sightline.console.Samples.decision;
import static io.sightline.console.Samples.evidence;
import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.ActivityKind;
import io.sightline.avro.Decision;
import io.sightline.avro.Evidence;
import io.sightline.avro.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExplanationTest {
  private static String words(Reason reason, Evidence evidence) {
    Decision decision = decision("room", NOON).setReason(reason).setEvidence(evidence).build();
    return Explanation.of(decision);
  }

  @Test
  void rule_namesGuessAndRule() {
    assertThat(words(Reason.RULE, evidence("cat", 0.61f, "pet", 6_000)))
        .isEqualTo("Moved for 6 s; best guess cat 0.61, rule pet: suppressed.");
  }

  @Test
  void noRule_saysWhatTheRulesThatAlertAskedFor() {
    Evidence evidence =
        Evidence.newBuilder(evidence("person", 0.61f, "no-rule", 6_000))
            .setUnmet(List.of("door: zone porch", "night: mode away"))
            .build();

    assertThat(words(Reason.RULE, evidence))
        .isEqualTo(
            "Moved for 6 s; best guess person 0.61, and no rule alerts on it (not met: door: zone"
                + " porch; night: mode away): suppressed.");
  }

  @Test
  void noObject_saysHowManyPictures() {
    assertThat(words(Reason.NO_OBJECT, evidence(null, 0, null, 400)))
        .isEqualTo("Moved for 0.4 s; nothing recognised in 13 pictures: suppressed.");
  }

  @Test
  void notConfirmed_saysWhatWasAskedFor() {
    assertThat(words(Reason.NOT_CONFIRMED, evidence("person", 0.38f, "people", 65_000)))
        .isEqualTo(
            "Moved for 1 min 5 s; best guess person 0.38, below the 0.50 asked for: suppressed.");
    assertThat(words(Reason.NOT_CONFIRMED, evidence("person", 0.8f, "people", 2_000)))
        .isEqualTo(
            "Moved for 2 s; best guess person 0.80, seen in too few of 13 pictures: suppressed.");
  }

  @Test
  void sound_isHeardAndNotSeen() {
    Evidence evidence =
        Evidence.newBuilder(evidence("loud", 0.4f, "sound", 600)).setOverFloorDb(16.2f).build();
    Decision decision =
        decision("room", NOON)
            .setKind(ActivityKind.SOUND)
            .setReason(Reason.LOUDNESS_ONLY)
            .setEvidence(evidence)
            .build();

    assertThat(Explanation.of(decision))
        .startsWith("Heard for ")
        .endsWith(
            "; loud, up to 16 dB over what is usual there, but no known kind of sound:"
                + " suppressed.");
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReason_hasItsSentence(Reason reason) {
    assertThat(words(reason, evidence("dog", 0.7f, "pet", 1_000)))
        .startsWith("Moved for 1 s; ")
        .endsWith(".")
        .doesNotContain("null")
        .doesNotContain("_");
  }
}
