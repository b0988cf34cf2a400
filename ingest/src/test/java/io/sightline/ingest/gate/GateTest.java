package io.sightline.ingest.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final int FPS = 15;
  private static final int GROUP = 30;

  private final Random random = new Random(3);
  private final Gate gate = new Gate(GateSettings.usual(5));
  private final List<Step> steps = new ArrayList<>();
  private long picture;
  private int group = GROUP;

  /** What the detector says of each picture that is decoded or probed. */
  private boolean quiet = true;

  private Step packet(double factor, int quantiser) {
    long pts = picture * 1_000_000 / FPS;
    boolean key = picture % group == 0;
    picture++;
    double noise = 1 + 0.02 * random.nextGaussian();
    int bytes = (int) ((key ? 200_000 : 20_000) * factor * noise);
    Step step = gate.take(new PacketFacts(pts, bytes, key, quantiser));
    if (step == Step.PROBE && gate.probed(pts, quiet) == Step.OPEN) {
      step = Step.OPEN;
    }
    if (step == Step.OPEN || step == Step.DECODE) {
      gate.analysed(pts, quiet);
    }
    steps.add(step);
    return step;
  }

  private void seconds(int seconds, double factor) {
    for (int i = 0; i < seconds * FPS; i++) {
      packet(factor, 22);
    }
  }

  private long count(Step step) {
    return steps.stream().filter(s -> s == step).count();
  }

  @Test
  void quietCamera_isLearntThenProbedNowAndThen() {
    seconds(6, 1);
    assertThat(count(Step.DECODE)).isEqualTo(6L * FPS);
    steps.clear();
    seconds(600, 1);
    assertThat(count(Step.PROBE)).isBetween(95L, 105L);
    assertThat(count(Step.OPEN)).isZero();
    assertThat(count(Step.DECODE)).isLessThan(FPS);
  }

  @Test
  void largerPackets_openWithinASecond() {
    seconds(35, 1);
    steps.clear();
    quiet = false;
    seconds(1, 1.2);
    assertThat(count(Step.OPEN)).isEqualTo(1);
    assertThat(gate.isOpen()).isTrue();
    assertThat(gate.fromMicros()).isLessThanOrEqualTo(33_100_000L);
  }

  @Test
  void oneLargePacket_doesNotOpen() {
    seconds(31, 1);
    assertThat(packet(5, 22)).isEqualTo(Step.SKIP);
    steps.clear();
    seconds(60, 1);
    assertThat(count(Step.OPEN)).isZero();
  }

  @Test
  void keyPictureThatLooksDifferent_opensFromTheLastLook() {
    seconds(31, 1);
    long looked = gate.lookedMicros();
    quiet = false;
    steps.clear();
    while (!gate.isOpen()) {
      packet(1, 22);
    }
    assertThat(gate.lookedMicros()).isGreaterThan(looked);
    assertThat(steps.size()).isLessThanOrEqualTo(6 * FPS + 1);
  }

  @Test
  void afterTheVisit_itClosesAgain() {
    seconds(31, 1);
    quiet = false;
    seconds(10, 1.5);
    quiet = true;
    seconds(3, 1);
    assertThat(gate.isOpen()).isFalse();
  }

  @Test
  void nightNoise_isLearnt() {
    seconds(60, 1);
    steps.clear();
    seconds(60, 1.4);
    assertThat(count(Step.OPEN)).isBetween(1L, 4L);
    steps.clear();
    seconds(300, 1.4);
    assertThat(count(Step.OPEN)).isZero();
  }

  @Test
  void constantRate_isReadWithItsQuantiser() {
    for (int i = 0; i < 60 * FPS; i++) {
      boolean fine = random.nextBoolean();
      packet(fine ? 1 : 0.8, fine ? 22 : 23);
    }
    assertThat(gate.isOpen()).isFalse();
    steps.clear();
    quiet = false;
    for (int i = 0; i < FPS; i++) {
      packet(1, 23); // no larger than before, but coarser coded
    }
    assertThat(count(Step.OPEN)).isEqualTo(1);
  }

  @Test
  void sizesThatJump_areMadeUpForByMoreProbes() {
    for (int i = 0; i < 600 * FPS; i++) {
      packet(0.5 + random.nextDouble(), 22);
    }
    assertThat(count(Step.PROBE)).isBetween(250L, 310L);
    assertThat(count(Step.OPEN)).isLessThan(10);
  }

  @Test
  void keyPicturesFarApart_keepItOpen() {
    group = 30 * FPS;
    seconds(300, 1);
    assertThat(count(Step.SKIP)).isZero();
  }

  @Test
  void keyPicturesThatStopComing_openIt() {
    seconds(31, 1);
    assertThat(gate.isOpen()).isFalse();
    group = Integer.MAX_VALUE;
    seconds(12, 1);
    assertThat(gate.isOpen()).isTrue();
  }

  @Test
  void onlyKeyPictures_areSampled() {
    group = 1;
    seconds(60, 1);
    assertThat(gate.hasNoSign()).isTrue();
    steps.clear();
    seconds(60, 1);
    assertThat(count(Step.PROBE)).isBetween(110L, 121L);
    assertThat(count(Step.DECODE)).isZero();
    quiet = false;
    steps.clear();
    seconds(10, 1);
    assertThat(count(Step.DECODE) + count(Step.OPEN)).isBetween(45L, 52L);
  }

  @Test
  void keyPicturesThatCannotBeDecodedAlone_keepItOpenInTheEnd() {
    for (int i = 0; i < 120 * FPS; i++) {
      long pts = picture * 1_000_000 / FPS;
      Step step = gate.take(new PacketFacts(pts, 1000, picture % GROUP == 0, -1));
      if (step == Step.PROBE) {
        step = gate.blind(pts);
      }
      if (step != Step.SKIP) {
        gate.analysed(pts, true);
      }
      steps.add(step);
      picture++;
    }
    assertThat(count(Step.PROBE)).isZero();
    assertThat(count(Step.OPEN)).isEqualTo(3);
    assertThat(gate.isOpen()).isTrue();
  }
}
