package io.sightline.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sightline.runtime.ConfigException;
import io.sightline.runtime.ConfigLoader;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordingsKeptTest {
  @Test
  void nothingSaysMore_keptAsEverythingElse() throws ConfigException {
    assertThat(
            kept("cameras: [{id: a, source: a.mp4, recording: always, recording_retention: 7d}]"))
        .isEqualTo(Duration.ofDays(30));
  }

  @Test
  void cameraKeepsLonger_topicToo_unlessItRecordsNothing() throws ConfigException {
    assertThat(
            kept(
                """
                cameras:
                  - {id: a, source: a.mp4, recording: on-activity, recording_retention: 90d}
                  - {id: b, source: b.mp4, recording: off, recording_retention: 400d}
                """))
        .isEqualTo(Duration.ofDays(90));
  }

  @Test
  void ruleForRecordingsKeepsLonger_topicToo() throws ConfigException {
    assertThat(
            kept(
                """
                retention:
                  policy:
                    rules:
                      - {name: yard, kind: recording, keep_for: 60d}
                      - {name: clips, kind: clip, keep_for: 100d}
                """))
        .isEqualTo(Duration.ofDays(60));
  }

  @Test
  void saidLonger_thatLong_saidShorter_refusedWithBoth() throws ConfigException {
    assertThat(kept("topics: {recordings_kept: 365d}")).isEqualTo(Duration.ofDays(365));
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(
            () ->
                kept(
                    """
                    topics: {recordings_kept: 31d}
                    cameras: [{id: a, source: a.mp4, recording: always, recording_retention: 40d}]
                    """))
        .withMessageContaining("topics.recordings_kept 744h: expected 960h or more");
  }

  private static Duration kept(String yaml) throws ConfigException {
    return ConfigLoader.parse("test", yaml, SightlineConfig.class, Map.of())
        .embeddedSettings()
        .recordingsKept();
  }
}
