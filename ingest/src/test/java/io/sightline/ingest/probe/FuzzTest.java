package io.sightline.ingest.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.ingest.probe.MediaFuzz.Outcome;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A few broken files and answers; {@code sightline soak fuzz} is the same with thousands. */
@Timeout(120)
class FuzzTest {
  private static final long SEED = 20260301;
  private static final int FILES = 120;
  private static final int ANSWERS = 15;

  @Test
  void brokenFiles_areReadOrRefused(@TempDir Path folder) throws Exception {
    MediaFuzz fuzz = new MediaFuzz(folder);
    Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    for (long seed = SEED; seed < SEED + FILES; seed++) {
      outcomes.merge(fuzz.run(seed), 1, Integer::sum);
    }
    System.out.println("seeds from " + SEED + ": " + outcomes);
    assertThat(outcomes).containsKeys(Outcome.READ, Outcome.REFUSED);
  }

  @Test
  void brokenAnswers_neverEndTheProcess() throws Exception {
    try (RtspFuzz fuzz = new RtspFuzz()) {
      Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
      for (long seed = SEED; seed < SEED + ANSWERS; seed++) {
        outcomes.merge(fuzz.run(seed), 1, Integer::sum);
      }
      System.out.println("seeds from " + SEED + ": " + outcomes);
      assertThat(outcomes).containsKeys(Outcome.FAILED, Outcome.REFUSED);
    }
  }

  @Test
  void sameSeed_breaksAlike() {
    byte[] whole = new byte[1000];
    for (long seed = 0; seed < 500; seed++) {
      assertThat(Mutation.of(whole, seed)).isEqualTo(Mutation.of(whole, seed)).isNotEmpty();
    }
  }
}
