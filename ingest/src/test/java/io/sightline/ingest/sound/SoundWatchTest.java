package io.sightline.ingest.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sightline.ingest.sound.SoundEvent.Ended;
import io.sightline.ingest.sound.SoundEvent.Ongoing;
import io.sightline.ingest.sound.SoundEvent.Started;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoundWatchTest {
  private static final double ROOM = -60;

  private static <E extends SoundEvent> List<E> of(Class<E> type, List<SoundEvent> events) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static double seconds(long micros) {
    return micros / 1e6;
  }

  @Test
  void toneInARoom_isAnActivityOfItsLengthAndLevel() {
    List<SoundEvent> events = new Noise().noise(10, ROOM).tone(2, -30).noise(10, ROOM).heard();

    assertThat(of(Started.class, events)).hasSize(1);
    assertThat(of(Ended.class, events)).hasSize(1);
    SoundSummary tone = of(Ended.class, events).get(0).summary();
    assertThat(seconds(tone.startMicros())).isCloseTo(10, within(0.1));
    assertThat(seconds(tone.lastMicros())).isCloseTo(12, within(0.1));
    assertThat(seconds(tone.loudMicros())).isCloseTo(2, within(0.1));
    assertThat((double) tone.overFloorDb()).isCloseTo(30, within(2.5));
    assertThat(seconds(of(Started.class, events).get(0).atMicros())).isLessThan(10.2);
    assertThat(seconds(of(Ended.class, events).get(0).atMicros())).isCloseTo(14, within(0.2));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-75, -60, -45, -30, -15})
  void steadyNoise_isNoActivity(double levelDb) {
    assertThat(new Noise().noise(600, levelDb).heard()).isEmpty();
  }

  @Test
  void digitalSilence_isNoActivityAndTheFirstRustleNeither() {
    assertThat(new Noise().silence(60).noise(1, -62).silence(60).heard()).isEmpty();
  }

  @Test
  void fanSwitchedOn_isOneActivityThatEndsWhileItRuns() {
    List<SoundEvent> events = new Noise().noise(20, ROOM).noise(300, -45).heard();

    assertThat(of(Started.class, events)).hasSize(1);
    assertThat(of(Ended.class, events)).hasSize(1);
    assertThat(seconds(of(Ended.class, events).get(0).atMicros())).isBetween(25.0, 60.0);
  }

  @Test
  void soundOverTheFan_isHeardOnceTheFanIsUsual() {
    List<SoundEvent> events =
        new Noise().noise(20, ROOM).noise(100, -45).tone(2, -25).noise(10, -45).heard();

    List<Ended> ended = of(Ended.class, events);
    assertThat(ended).hasSize(2);
    assertThat(seconds(ended.get(1).summary().startMicros())).isCloseTo(120, within(0.1));
  }

  @Test
  void fanSwitchedOff_quietSoundIsHeardSoonAfter() {
    List<SoundEvent> events = new Noise().noise(100, -40).noise(5, ROOM).tone(1, -40).heard();

    assertThat(of(Started.class, events)).hasSize(1);
    assertThat(seconds(of(Started.class, events).get(0).atMicros())).isCloseTo(105, within(0.2));
  }

  @Test
  void knocks_areOneActivity() {
    List<SoundEvent> events = new Noise().noise(10, ROOM).knocks(3, -25, 3).noise(10, ROOM).heard();

    assertThat(of(Ended.class, events)).hasSize(1);
    assertThat(seconds(of(Ended.class, events).get(0).summary().startMicros()))
        .isCloseTo(10, within(0.4));
  }

  @Test
  void oneClick_isNoActivity() {
    assertThat(new Noise().noise(10, ROOM).tone(0.02, -20).noise(10, ROOM).heard()).isEmpty();
  }

  @Test
  void clippedSound_isAtMostFullScale() {
    List<SoundEvent> events = new Noise().noise(10, ROOM).tone(2, 20).noise(10, ROOM).heard();

    float over = of(Ended.class, events).get(0).summary().overFloorDb();
    assertThat(over).isBetween(55f, 65f);
  }

  @Test
  void rumbleBelowWhatIsListenedTo_isNoActivity() {
    Noise noise = new Noise().noise(30, ROOM);
    List<Samples> rumbling = new ArrayList<>();
    for (Samples piece : noise.pieces()) {
      float[] values = piece.values().clone();
      for (int i = 0; i < values.length; i++) {
        double at = seconds(piece.atMicros()) + (double) i / Samples.RATE;
        values[i] += at > 10 && at < 20 ? (float) (0.01 * Math.sin(2 * Math.PI * 30 * at)) : 0;
      }
      rumbling.add(new Samples(piece.atMicros(), values));
    }
    SoundWatch watch = new SoundWatch(SoundSettings.ofSensitivity(0.5), null);

    assertThat(rumbling).allMatch(piece -> watch.listen(piece).isEmpty());
  }

  @Test
  void soundWithoutEnd_isCutAndContinued() {
    Noise noise = new Noise().noise(10, ROOM);
    for (int i = 0; i < 100; i++) {
      noise.tone(1.5, -10).noise(1, ROOM);
    }
    List<SoundEvent> events = noise.noise(5, ROOM).heard();

    List<Ended> ended = of(Ended.class, events);
    List<Started> started = of(Started.class, events);
    assertThat(ended).extracting(Ended::cut).containsExactly(true, true, false);
    assertThat(started.get(0).continues()).isNull();
    for (int i = 1; i < started.size(); i++) {
      assertThat(started.get(i).continues()).isEqualTo(ended.get(i - 1).summary().startMicros());
      assertThat(seconds(ended.get(i - 1).summary().lastMicros()))
          .isLessThanOrEqualTo(seconds(ended.get(i - 1).summary().startMicros()) + 120);
    }
  }

  @Test
  void longSound_isToldAboutEveryFiveSeconds() {
    Noise noise = new Noise().noise(10, ROOM);
    for (int i = 0; i < 8; i++) {
      noise.tone(1.5, -10).noise(1, ROOM);
    }
    assertThat(of(Ongoing.class, noise.heard())).hasSizeBetween(2, 4);
  }

  @Test
  void gapInTheSound_endsWhatWasOpenAndBreaksNothing() {
    List<SoundEvent> events =
        new Noise().noise(10, ROOM).tone(1, -30).gap(60).noise(5, ROOM).tone(1, -30).heard();

    assertThat(of(Started.class, events)).hasSize(2);
    assertThat(of(Ended.class, events).get(0).summary().lastMicros())
        .isLessThanOrEqualTo(11_200_000);
  }

  @Test
  void sensitiveCamera_hearsWhatAnInsensitiveOneDoesNot() {
    Noise noise = new Noise().noise(10, ROOM).tone(2, -50).noise(5, ROOM);

    assertThat(noise.heardBy(new SoundWatch(SoundSettings.ofSensitivity(1), null))).isNotEmpty();
    assertThat(noise.heardBy(new SoundWatch(SoundSettings.ofSensitivity(0), null))).isEmpty();
  }

  @Test
  void quietRoom_neverAsksTheModel() {
    Parrot model = new Parrot("glass", 0.9f);
    List<SoundEvent> events =
        new Noise()
            .noise(300, ROOM)
            .heardBy(new SoundWatch(SoundSettings.ofSensitivity(0.5), model));

    assertThat(events).isEmpty();
    assertThat(model.asked).isZero();
  }

  @Test
  void loudSound_isNamedWithinASecondAndTheNameIsNewsOnce() {
    Parrot model = new Parrot("glass", 0.9f);
    List<SoundEvent> events =
        new Noise()
            .noise(10, ROOM)
            .tone(1, -30)
            .noise(10, ROOM)
            .heardBy(new SoundWatch(SoundSettings.ofSensitivity(0.5), model));

    List<Ongoing> news = of(Ongoing.class, events);
    assertThat(news).hasSize(1);
    assertThat(seconds(news.get(0).atMicros())).isLessThan(11);
    assertThat(news.get(0).summary().heard()).containsExactly(new Heard("glass", 0.9f));
    assertThat(of(Ended.class, events).get(0).summary().heard()).hasSize(1);
    assertThat(model.asked).isBetween(2, 5);
    assertThat(model.loudest).isGreaterThan(0.03f);
  }

  @Test
  void newsAndUpdateInOneMoment_areOneEvent() {
    Noise noise = new Noise().noise(10, ROOM);
    for (int i = 0; i < 8; i++) {
      noise.tone(1.5, -10).noise(1, ROOM);
    }
    Parrot model = new Parrot("dog", 0.1f);
    model.surer = 0.02f;
    List<SoundEvent> events =
        noise.heardBy(new SoundWatch(SoundSettings.ofSensitivity(0.5), model));

    assertThat(of(Ongoing.class, events)).hasSizeGreaterThan(4);
    assertThat(of(Ongoing.class, events)).extracting(Ongoing::atMicros).doesNotHaveDuplicates();
  }

  /** Always says the same. */
  private static final class Parrot implements SoundModel {
    private Heard heard;
    private float surer;
    private int asked;
    private float loudest;

    Parrot(String label, float score) {
      heard = new Heard(label, score);
    }

    @Override
    public String name() {
      return "parrot";
    }

    @Override
    public String digest() {
      return "";
    }

    @Override
    public int windowSamples() {
      return 15_600;
    }

    @Override
    public List<Heard> listen(float[] samples) {
      asked++;
      heard = new Heard(heard.label(), Math.min(1, heard.score() + surer));
      for (float sample : samples) {
        loudest = Math.max(loudest, sample);
      }
      return List.of(heard);
    }

    @Override
    public void close() {}
  }
}
