package io.sightline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class IngestModeTest {
  private static final Instant NOW = Instant.parse("2026-11-30T01:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @Test
  void firstEpochOfCameras_isAboveAllThatBeganBefore() {
    assertThat(IngestMode.live(CLOCK).firstEpoch(CLOCK)).isEqualTo(NOW.getEpochSecond());
  }

  @Test
  void firstEpochOfARecording_isTheSameInEachRun() {
    assertThat(IngestMode.recording(null).firstEpoch(CLOCK)).isEqualTo(1);
  }
}
