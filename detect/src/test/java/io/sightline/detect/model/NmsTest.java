package io.sightline.detect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NmsTest {
  private static final Rect HERE = new Rect(0, 0, 10, 10);
  private static final Rect NEARBY = new Rect(1, 0, 11, 10);
  private static final Rect ELSEWHERE = new Rect(20, 20, 30, 30);

  private final Nms nms = new Nms(0.5f, 3);

  @Test
  void overlappingBoxesOfALabel_leaveTheBest() {
    Candidate weak = new Candidate(0, 0.4f, HERE);
    Candidate strong = new Candidate(0, 0.9f, NEARBY);
    Candidate apart = new Candidate(0, 0.5f, ELSEWHERE);
    assertThat(nms.apply(List.of(weak, strong, apart))).containsExactly(strong, apart);
  }

  @Test
  void overlappingBoxesOfTwoLabels_bothStay() {
    assertThat(nms.apply(List.of(new Candidate(0, 0.4f, HERE), new Candidate(1, 0.9f, HERE))))
        .hasSize(2);
  }

  @Test
  void equalScores_theFirstStays() {
    Candidate first = new Candidate(0, 0.5f, HERE);
    assertThat(nms.apply(List.of(first, new Candidate(0, 0.5f, NEARBY)))).containsExactly(first);
  }

  @Test
  void moreThanTheLimit_theBestStay() {
    List<Candidate> many =
        List.of(
            new Candidate(0, 0.1f, HERE),
            new Candidate(1, 0.2f, HERE),
            new Candidate(2, 0.3f, HERE),
            new Candidate(3, 0.4f, HERE));
    assertThat(nms.apply(many)).extracting(Candidate::label).containsExactly(3, 2, 1);
  }

  @Test
  void thousandsOfCandidates_areBounded() {
    List<Candidate> many = Collections.nCopies(100_000, new Candidate(0, 0.5f, HERE));
    assertThat(nms.apply(many)).hasSize(1);
  }

  @Test
  void overlapOutOfRange_isRefused() {
    assertThatThrownBy(() -> new Nms(Float.NaN, 1)).hasMessage("overlap NaN: expected 0 to 1");
  }
}
