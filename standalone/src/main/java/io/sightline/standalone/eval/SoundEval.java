package io.sightline.standalone.eval;

import io.sightline.ingest.ffmpeg.SoundFile;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.sound.Samples;
import io.sightline.ingest.sound.SoundModel;
import io.sightline.ingest.sound.SoundSummary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many of some labelled sounds are found, named and alerted on, mixed into room tone at several
 * levels; and how many alarms there are an hour where there is nothing but room tone or a steady
 * noise.
 */
public final class SoundEval {
  private static final int[] LEVELS_DB = {0, 5, 10, 20, 30};
  private static final int BEFORE_SECONDS = 12;
  private static final int AFTER_SECONDS = 8;
  private static final int STEADY_SECONDS = 600;
  private static final double STEADY_DB = -40;
  private static final float NAMED_SCORE = 0.3f;
  private static final long SLACK_MICROS = 300_000;

  /** Which of the files take part: those for choosing settings, those for the report, or all. */
  public enum Half {
    TUNE,
    HELD,
    ALL
  }

  /**
   * What is asked.
   *
   * @param model null: loudness alone
   * @param hours of room tone
   */
  public record Question(
      Path sounds, @Nullable SoundModel model, Half half, double sensitivity, double hours) {}

  private final Question question;

  public SoundEval(Question question) {
    this.question = question;
  }

  public SoundReport run() throws Exception {
    List<LabelledSound> sounds =
        LabelledSound.in(question.sounds()).stream().filter(this::takesPart).toList();
    TreeMap<String, List<SoundReport.Cell>> table = new TreeMap<>();
    for (LabelledSound sound : sounds) {
      if (!sound.steady()) {
        List<SoundReport.Cell> row = row(sound);
        table.merge(sound.category(), row, SoundReport.Cell::plus);
      }
    }
    List<SoundReport.Quiet> quiet = new ArrayList<>();
    quiet.add(roomTone());
    for (LabelledSound sound : sounds) {
      if (sound.steady()) {
        quiet.add(steady(sound));
      }
    }
    SoundModel model = question.model();
    return new SoundReport(
        model == null ? "" : model.name(),
        model == null ? "" : model.digest(),
        question.half().name().toLowerCase(Locale.ROOT),
        question.sensitivity(),
        LEVELS_DB,
        table,
        quiet);
  }

  private boolean takesPart(LabelledSound sound) {
    return question.half() == Half.ALL || sound.held() == (question.half() == Half.HELD);
  }

  private List<SoundReport.Cell> row(LabelledSound sound) throws SourceException {
    float[] recorded = SoundFile.read(sound.file());
    List<SoundReport.Cell> row = new ArrayList<>();
    for (int level : LEVELS_DB) {
      row.add(trial(sound, recorded, level));
    }
    return row;
  }

  private SoundReport.Cell trial(LabelledSound sound, float[] recorded, int levelDb) {
    int begin = BEFORE_SECONDS * Samples.RATE;
    RoomTone room = RoomTone.of(sound.file().getFileName().hashCode() * 31L + levelDb);
    float[] mixed = room.next(begin + recorded.length + AFTER_SECONDS * Samples.RATE);
    Mixing.add(mixed, Mixing.atLevel(recorded, RoomTone.LEVEL_DB + levelDb), begin);
    long from = Samples.micros(begin) - SLACK_MICROS;
    long to = Samples.micros(begin + recorded.length) + SLACK_MICROS;
    List<SoundSummary> found =
        ears().listen(mixed).activities().stream()
            .filter(a -> a.lastMicros() >= from && a.startMicros() <= to)
            .toList();
    boolean named =
        found.stream()
            .flatMap(a -> a.heard().stream())
            .anyMatch(h -> h.label().equals(sound.label()) && h.score() >= NAMED_SCORE);
    return new SoundReport.Cell(
        1, found.isEmpty() ? 0 : 1, named ? 1 : 0, found.stream().anyMatch(Ears::alerts) ? 1 : 0);
  }

  private SoundReport.Quiet roomTone() {
    Ears ears = ears();
    RoomTone room = RoomTone.of(1);
    int minutes = (int) Math.round(question.hours() * 60);
    for (int minute = 0; minute < minutes; minute++) {
      ears.listen(room.next(60 * Samples.RATE));
    }
    return SoundReport.Quiet.of("room tone", minutes / 60.0, ears.activities());
  }

  private SoundReport.Quiet steady(LabelledSound sound) throws SourceException {
    float[] mixed = RoomTone.of(2).next(STEADY_SECONDS * Samples.RATE);
    float[] recorded = Mixing.atLevel(SoundFile.read(sound.file()), STEADY_DB);
    Mixing.add(mixed, Mixing.looped(recorded, mixed.length), 0);
    String name = sound.category() + " " + sound.file().getFileName();
    return SoundReport.Quiet.of(name, STEADY_SECONDS / 3600.0, ears().listen(mixed).activities());
  }

  private Ears ears() {
    return new Ears(question.sensitivity(), question.model());
  }
}
