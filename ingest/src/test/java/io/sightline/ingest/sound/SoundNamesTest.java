package io.sightline.ingest.sound;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoundNamesTest {
  @ParameterizedTest
  @CsvSource({
    "Shatter,glass",
    "'Smoke detector, smoke alarm',alarm",
    "Police car (siren),siren",
    "'Baby cry, infant cry',baby",
    "Screaming,cry-for-help",
    "Bow-wow,dog",
    "'Child speech, kid speaking',speech",
    "Vacuum cleaner,vacuum cleaner",
    "'Walk, footsteps',walk",
    "Keyboard (musical),keyboard"
  })
  void name_becomesOurLabel(String name, String label) {
    assertThat(SoundNames.label(name)).isEqualTo(label);
  }

  @Test
  void background_hasNoLabel() {
    assertThat(SoundNames.label("Silence")).isNull();
    assertThat(SoundNames.label("Inside, small room")).isNull();
  }
}
