package io.sightline.standalone.eval.footage;

import io.sightline.standalone.eval.footage.TrackScore.ObjectScore;
import io.sightline.standalone.eval.footage.TrackScore.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds a picture for each mistake. */
final class Pictures {
  private final String video;
  private final List<Examined> frames;
  private final PictureTimes times;
  private final Function<String, Path> fileOfKey;

  Pictures(
      Path video, List<Examined> frames, PictureTimes times, Function<String, Path> fileOfKey) {
    this.video = String.valueOf(video.getFileName());
    this.frames = frames;
    this.times = times;
    this.fileOfKey = fileOfKey;
  }

  List<Mistake> of(AlertScore score, List<Told> alerts) {
    List<Mistake> mistakes = new ArrayList<>();
    for (Span missed : score.missed()) {
      for (double share : new double[] {0.2, 0.5, 0.8}) {
        double at = missed.from() + share * (missed.to() - missed.from());
        add(mistakes, nearest(at), "missed visit " + words(missed), List.of());
      }
    }
    for (AlertScore.Mistake wrong : score.wrong()) {
      add(mistakes, shown(wrong, alerts), "wrong alert: " + words(wrong), List.of());
    }
    for (AlertScore.Mistake repeated : score.repeated()) {
      add(mistakes, shown(repeated, alerts), "repeated alert: " + words(repeated), List.of());
    }
    return mistakes;
  }

  List<Mistake> of(TrackScore score, Map<Integer, List<Place>> boxes) {
    List<Mistake> mistakes = new ArrayList<>();
    for (ObjectScore object : score.objects()) {
      for (Run run : object.missed()) {
        double middle = (times.seconds(run.from() - 1) + times.seconds(run.to() - 1)) / 2;
        Examined frame = nearest(middle);
        List<Place> truth = new ArrayList<>();
        if (frame != null) {
          truth.addAll(boxes.getOrDefault(frame.frame() + 1, List.of()));
          truth.removeIf(place -> place.id() != object.id());
        }
        add(mistakes, frame, "object " + object.id() + " missed in frames " + run, truth);
      }
    }
    return mistakes;
  }

  private void add(
      List<Mistake> mistakes, @Nullable Examined frame, String caption, List<Place> truth) {
    String key = frame == null ? null : frame.key();
    if (frame != null && key != null) {
      List<Place> tracks = frame.tracks().stream().map(Examined::place).toList();
      String where = String.format(Locale.ROOT, "%s, %.1f s: ", video, frame.seconds());
      mistakes.add(new Mistake(where + caption, fileOfKey.apply(key), truth, tracks));
    }
  }

  private @Nullable Examined shown(AlertScore.Mistake mistake, List<Told> alerts) {
    for (Told alert : alerts) {
      String snapshot = alert.snapshot();
      if (alert.id().equals(mistake.alert()) && snapshot != null) {
        for (Examined frame : frames) {
          if (snapshot.equals(frame.key())) {
            return frame;
          }
        }
      }
    }
    return nearest((mistake.span().from() + mistake.span().to()) / 2);
  }

  private @Nullable Examined nearest(double seconds) {
    Examined best = null;
    for (Examined frame : frames) {
      boolean nearer =
          best == null || Math.abs(frame.seconds() - seconds) < Math.abs(best.seconds() - seconds);
      best = nearer ? frame : best;
    }
    return best;
  }

  private static String words(AlertScore.Mistake mistake) {
    return mistake.label() + " " + words(mistake.span());
  }

  private static String words(Span span) {
    return String.format(Locale.ROOT, "%.1f..%.1f s", span.from(), span.to());
  }
}
