package io.sightline.ingest.sound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SoundSummaryTest {
  private static final SoundSummary BEGUN = SoundSummary.begin(0);

  @Test
  void sameLabelAgain_theBestScoreCounts() {
    SoundSummary summary =
        BEGUN
            .with(List.of(new Heard("dog", 0.4f)))
            .with(List.of(new Heard("dog", 0.9f), new Heard("glass", 0.5f)))
            .with(List.of(new Heard("dog", 0.2f)));

    assertThat(summary.heard()).containsExactly(new Heard("dog", 0.9f), new Heard("glass", 0.5f));
  }

  @Test
  void manyLabels_thoseThatRulesAskForStay() {
    SoundSummary summary =
        BEGUN.with(
            List.of(
                new Heard("frog", 0.9f),
                new Heard("turkey", 0.8f),
                new Heard("fowl", 0.7f),
                new Heard("owl", 0.6f),
                new Heard("rattle", 0.5f),
                new Heard("glass", 0.4f)));

    assertThat(summary.heard()).hasSize(5);
    assertThat(summary.heard().get(0).label()).isEqualTo("frog");
    assertThat(summary.heard()).contains(new Heard("glass", 0.4f));
  }

  @Test
  void surerByATenth_isNews() {
    SoundSummary dog = BEGUN.with(List.of(new Heard("dog", 0.42f)));

    assertThat(dog.isNews(BEGUN)).isTrue();
    assertThat(dog.with(List.of(new Heard("dog", 0.48f))).isNews(dog)).isFalse();
    assertThat(dog.with(List.of(new Heard("dog", 0.51f))).isNews(dog)).isTrue();
  }
}
