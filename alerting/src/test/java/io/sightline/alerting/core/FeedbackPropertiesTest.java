package io.sightline.alerting.core;

import static io.sightline.alerting.core.CameraLog.CAMERA;
import static io.sightline.alerting.core.CameraLog.object;
import static io.sightline.alerting.core.CameraLog.time;
import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Box;
import io.sightline.avro.Detection;
import io.sightline.avro.Feedback;
import io.sightline.avro.FeedbackKind;
import io.sightline.avro.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;

/** Whatever people say, and however often. */
class FeedbackPropertiesTest {
  private static final int TRIES = 100;
  private static final double WAY = 0.5;
  private static final String[] LABELS = {"", "person", "dog", "car", "curtain"};
  private static final FeedbackKind[] KINDS = {
    FeedbackKind.FALSE_ALARM, FeedbackKind.KNOWN, FeedbackKind.MISSED, FeedbackKind.CONFIRMED
  };

  @Property(tries = TRIES)
  void personSeenWell_isToldEverywhereHoweverManySaidThereWasNobody(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 1000) int words,
      @ForAll @FloatRange(min = 0.75f, max = 1) float score,
      @ForAll @FloatRange(min = 0, max = 0.85f) float left) {
    CameraLog log = new CameraLog().say(against(new Random(seed), words, left, 0));

    log.show(4, object("person", score, left)).empty(3).endQuietly();

    assertThat(log.decision().getOutcome()).isEqualTo(Outcome.ALERTED);
  }

  @Property(tries = TRIES)
  void personWhoMovesOn_isToldEverywhereHoweverManySaidThereWasNobody(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 1000) int words,
      @ForAll @FloatRange(min = 0.55f, max = 0.74f) float score,
      @ForAll @FloatRange(min = 0, max = 0.3f) float from) {
    CameraLog log = new CameraLog().say(against(new Random(seed), words, from, WAY));

    for (double left = from; left < from + WAY; left += 0.04) {
      log.show(0.2, object("person", score, left));
    }
    log.empty(3).endQuietly();

    assertThat(log.decision().getOutcome()).isEqualTo(Outcome.ALERTED);
  }

  /** Most of it about the very places where somebody will be. */
  private static Feedback[] against(Random random, int count, double from, double way) {
    Feedback[] words = new Feedback[count];
    for (int i = 0; i < count; i++) {
      boolean there = random.nextInt(4) > 0;
      FeedbackKind kind = random.nextBoolean() ? FeedbackKind.FALSE_ALARM : FeedbackKind.KNOWN;
      Box box = there ? object("", 1, from + way * random.nextDouble()).getBox() : box(random);
      words[i] = word(random, "f" + i, kind).setBox(box).build();
    }
    return words;
  }

  private static Feedback.Builder word(Random random, String id, FeedbackKind kind) {
    return Feedback.newBuilder()
        .setFeedbackId(id)
        .setRecordId(id)
        .setCamera(CAMERA)
        .setKind(kind)
        .setLabel(LABELS[random.nextInt(LABELS.length)])
        .setCapturedAt(time(-random.nextInt(20 * 86_400)));
  }

  private static Box box(Random random) {
    float left = random.nextFloat();
    return new Box(left, random.nextFloat(), random.nextFloat(), random.nextFloat());
  }

  @Property(tries = TRIES)
  void allTakenBack_isAsIfNobodyHadSaidAnything(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 50) int count) {
    List<Feedback> words = words(seed, count);
    List<Feedback> back = new ArrayList<>();
    words.forEach(
        word ->
            back.add(
                Feedback.newBuilder(word)
                    .setFeedbackId("not-" + word.getFeedbackId())
                    .setKind(FeedbackKind.REVOKED)
                    .setRevokes(word.getFeedbackId())
                    .build()));
    CameraLog without = visits(new CameraLog().say().say(), seed);

    CameraLog with = new CameraLog().say(array(words)).say(array(back));

    assertSame(visits(with, seed), without);
  }

  @Property(tries = TRIES)
  void saidAgainAndInAnotherOrder_changesNothing(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int count) {
    List<Feedback> words = words(seed, count);
    List<Feedback> again = new ArrayList<>(words);
    again.addAll(words);
    Collections.shuffle(again, new Random(seed));

    CameraLog once = visits(new CameraLog().say(array(words)).say(), seed);
    CameraLog twice = visits(new CameraLog().say(array(again)).say(array(words)), seed);

    assertSame(twice, once);
    assertThat(twice.state).isEqualTo(once.state);
  }

  private static void assertSame(CameraLog one, CameraLog other) {
    assertThat(one.decisions).isEqualTo(other.decisions);
    assertThat(one.alerts).isEqualTo(other.alerts);
  }

  private static Feedback[] array(List<Feedback> words) {
    return words.toArray(Feedback[]::new);
  }

  private static List<Feedback> words(long seed, int count) {
    Random random = new Random(seed);
    List<Feedback> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Feedback.Builder word = word(random, "f" + i, KINDS[random.nextInt(KINDS.length)]);
      words.add(random.nextInt(5) == 0 ? word.build() : word.setBox(box(random)).build());
    }
    return words;
  }

  private static CameraLog visits(CameraLog log, long seed) {
    Random random = new Random(seed ^ 1);
    for (int i = 0; i < 6; i++) {
      String label = LABELS[1 + random.nextInt(3)];
      Detection seen = object(label, 0.3 + 0.6 * random.nextDouble(), random.nextDouble() * 0.8);
      log.begin().show(4, seen).empty(3).endQuietly().quiet(1 + random.nextInt(20));
    }
    return log;
  }
}
