package io.sightline.ingest.sound;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An activity so far.
 *
 * @param startMicros capture time at which it began to be loud
 * @param lastMicros capture time at which it was last loud
 * @param loudMicros time within it that was loud
 * @param overFloorDb loudest moment, over the floor as it was then
 * @param heard what it was taken for, best first
 */
public record SoundSummary(
    long startMicros, long lastMicros, long loudMicros, float overFloorDb, List<Heard> heard) {
  static final int MAX_CLASSES = 5;

  public SoundSummary {
    heard = List.copyOf(heard);
  }

  static SoundSummary begin(long startMicros) {
    return new SoundSummary(startMicros, startMicros, 0, 0, List.of());
  }

  SoundSummary loud(Loudness window) {
    long end = window.atMicros() + Samples.micros(Windows.LENGTH);
    return new SoundSummary(
        startMicros,
        end,
        loudMicros + Samples.micros(Windows.LENGTH),
        Math.max(overFloorDb, (float) window.overDb()),
        heard);
  }

  /** Of each label the best score counts. Where there are many, those that no rule asks for go. */
  SoundSummary with(List<Heard> more) {
    List<Heard> best = new ArrayList<>(heard);
    for (Heard next : more) {
      Heard known = named(next.label());
      if (known == null || next.score() > known.score()) {
        best.remove(known);
        best.add(next);
      }
    }
    best.sort(Comparator.comparingDouble(Heard::score).reversed().thenComparing(Heard::label));
    return new SoundSummary(startMicros, lastMicros, loudMicros, overFloorDb, few(best));
  }

  private static List<Heard> few(List<Heard> sorted) {
    List<Heard> few = new ArrayList<>(sorted);
    for (int i = few.size() - 1; i >= 0 && few.size() > MAX_CLASSES; i--) {
      if (!SoundNames.isOurs(few.get(i).label())) {
        few.remove(i);
      }
    }
    return few;
  }

  /** Whether a reader of the one before would care: a label is new, or a good deal surer. */
  boolean isNews(SoundSummary before) {
    return heard.stream().anyMatch(h -> tenths(h) > tenths(before.named(h.label())));
  }

  private static int tenths(@Nullable Heard heard) {
    return heard == null ? 0 : (int) (heard.score() * 10);
  }

  private @Nullable Heard named(String label) {
    return heard.stream().filter(h -> h.label().equals(label)).findFirst().orElse(null);
  }
}
