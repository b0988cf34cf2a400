package io.sightline.standalone.eval.footage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sightline.standalone.eval.footage.TrackScore.Run;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Cases small enough to be counted by hand. */
class ClearMotTest {
  private final SortedMap<Integer, List<Place>> truth = new TreeMap<>();
  private final SortedMap<Integer, List<Place>> tracks = new TreeMap<>();

  private static Place at(long id, double left) {
    return new Place(id, left, 0.2, 0.1, 0.4);
  }

  private void frame(int frame, List<Place> real, List<Place> found) {
    truth.put(frame, real);
    tracks.put(frame, found);
  }

  private TrackScore score() {
    return ClearMot.score(truth, tracks);
  }

  @Test
  void everythingFoundUnderOneTrack_isPerfect() {
    for (int i = 1; i <= 5; i++) {
      frame(i, List.of(at(1, 0.1 * i), at(2, 0.7)), List.of(at(7, 0.1 * i), at(9, 0.7)));
    }

    assertThat(score().mota()).isEqualTo(1);
    assertThat(score().motp()).isCloseTo(1, within(1e-9));
    assertThat(score().idf1()).isEqualTo(1);
  }

  @Test
  void missesWrongBoxesAndASwitch_areCounted() {
    frame(1, List.of(at(1, 0.1)), List.of(at(7, 0.1)));
    frame(2, List.of(at(1, 0.1)), List.of());
    frame(3, List.of(at(1, 0.1)), List.of(at(8, 0.1), at(9, 0.6)));
    frame(4, List.of(at(1, 0.1)), List.of(at(8, 0.1)));

    TrackScore score = score();

    assertThat(score.boxes()).isEqualTo(4);
    assertThat(score.misses()).isEqualTo(1);
    assertThat(score.wrong()).isEqualTo(1);
    assertThat(score.switches()).isEqualTo(1);
    assertThat(score.mota()).isEqualTo(1 - 3 / 4.0);
    // the pair 1 and 8 agrees in two boxes; there are four real and four found
    assertThat(score.idf1()).isEqualTo(2 * 2 / 8.0);
    assertThat(score.objects().get(0).missed()).containsExactly(new Run(2, 2));
    assertThat(score.objects().get(0).tracks()).containsExactly(7L, 8L);
  }

  @Test
  void objectKeepsItsTrackThoughAnotherOverlapsMore() {
    frame(1, List.of(at(1, 0.1)), List.of(at(7, 0.1)));
    frame(2, List.of(at(1, 0.1)), List.of(at(7, 0.13), at(8, 0.1)));

    assertThat(score().switches()).isZero();
    assertThat(score().wrong()).isEqualTo(1);
  }

  @Test
  void twoObjectsExchangeTheirTracks_twoSwitchesAndHalfTheIdentity() {
    frame(1, List.of(at(1, 0.1), at(2, 0.5)), List.of(at(7, 0.1), at(8, 0.5)));
    frame(2, List.of(at(1, 0.1), at(2, 0.5)), List.of(at(8, 0.1), at(7, 0.5)));

    assertThat(score().switches()).isEqualTo(2);
    assertThat(score().mota()).isEqualTo(0.5);
    assertThat(score().idf1()).isEqualTo(0.5);
  }

  @Test
  void overlapBelowAHalf_isAMissAndAWrongBox() {
    frame(1, List.of(at(1, 0.1)), List.of(at(7, 0.14)));

    assertThat(score().misses()).isEqualTo(1);
    assertThat(score().wrong()).isEqualTo(1);
    assertThat(score().mota()).isEqualTo(-1);
  }

  @Test
  void nothingThereAndNothingFound_isNoDivisionByZero() {
    frame(1, List.of(), List.of());

    assertThat(score().mota()).isZero();
    assertThat(score().idf1()).isZero();
  }

  @Test
  void bestPairingOfWholeTracks_isNotTheGreedyOne() {
    // Object 1 agrees with track 7 three times and with 8 twice, object 2 with 7 twice: 1-8 and 2-7
    // explain four boxes, beginning with the best pair only three.
    for (int i = 1; i <= 3; i++) {
      frame(i, List.of(at(1, 0.1)), List.of(at(7, 0.1)));
    }
    for (int i = 4; i <= 5; i++) {
      frame(i, List.of(at(1, 0.1), at(2, 0.5)), List.of(at(8, 0.1), at(7, 0.5)));
    }

    assertThat(Identities.of(truth, tracks, 0.5)).isEqualTo(new Identities(4, 7, 7));
  }
}
