package io.sightline.standalone.eval;

import io.sightline.detect.model.DetectionException;
import io.sightline.detect.model.Detector;
import io.sightline.detect.model.DetectorModel;
import io.sightline.detect.model.Found;
import io.sightline.detect.model.Rect;
import io.sightline.standalone.eval.AveragePrecision.Judged;
import io.sightline.standalone.eval.CocoTruth.Marked;
import io.sightline.standalone.eval.CocoTruth.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Shows labelled pictures to a model and counts what it finds, misses and invents. */
public final class ImageEval {
  private static final double LOOSE = 0.5;
  private static final double TIGHT = 0.75;

  private final Path folder;
  private final CocoTruth truth;
  private final double threshold;
  private final List<Mistakes> mistakes = new ArrayList<>();

  /** What is wrong about a picture; right claims for orientation. */
  record Mistakes(
      Path file, Picture picture, List<Claim> right, List<Claim> wrong, List<Marked> missed) {}

  /**
   * @param folder of the pictures
   * @param truth annotations of COCO
   * @param threshold weaker claims are no mistake
   */
  public ImageEval(Path folder, Path truth, double threshold) throws IOException {
    this.folder = folder;
    this.truth = CocoTruth.read(truth);
    this.threshold = threshold;
  }

  /**
   * Examines every picture.
   *
   * @param model finds weak objects, too: its least score is far below the threshold
   */
  public ImageReport run(DetectorModel model) throws IOException {
    List<Claim> claims = new ArrayList<>();
    int failed = 0;
    try (Detector detector = model.newDetector()) {
      for (Picture picture : truth.pictures()) {
        try {
          claims.addAll(claims(picture, detector));
        } catch (DetectionException e) {
          failed++;
        }
      }
    }
    return report(model, claims, failed);
  }

  private List<Claim> claims(Picture picture, Detector detector)
      throws IOException, DetectionException {
    List<Claim> claims = new ArrayList<>();
    byte[] jpeg = Files.readAllBytes(folder.resolve(picture.file()));
    for (Found found : detector.detect(jpeg, List.of())) {
      claims.add(new Claim(picture.id(), found.label(), found.score(), box(found.box(), picture)));
    }
    return claims;
  }

  private static PictureBox box(Rect box, Picture picture) {
    return new PictureBox(
        box.left() * picture.width(),
        box.top() * picture.height(),
        box.width() * picture.width(),
        box.height() * picture.height());
  }

  ImageReport report(DetectorModel model, List<Claim> claims, int failed) {
    Map<String, ImageReport.Label> labels = new TreeMap<>();
    List<Double> ap75 = new ArrayList<>();
    long objects = 0;
    for (String label : new TreeSet<>(truth.marked().stream().map(Marked::label).toList())) {
      AveragePrecision precision =
          new AveragePrecision(
              truth.marked().stream().filter(m -> m.label().equals(label)).toList(),
              claims.stream().filter(c -> c.label().equals(label)).toList());
      if (precision.wanted() > 0) {
        double ap =
            AveragePrecision.overlaps().stream().mapToDouble(precision::at).average().orElse(0);
        labels.put(label, new ImageReport.Label(precision.wanted(), ap, precision.at(LOOSE)));
        ap75.add(precision.at(TIGHT));
        objects += precision.wanted();
      }
    }
    findMistakes(claims);
    return new ImageReport(
        model.name(),
        model.digest(),
        truth.pictures().size(),
        objects,
        labels.values().stream().mapToDouble(ImageReport.Label::ap).average().orElse(0),
        labels.values().stream().mapToDouble(ImageReport.Label::ap50).average().orElse(0),
        ap75.stream().mapToDouble(Double::doubleValue).average().orElse(0),
        labels,
        threshold,
        mistakes.stream().mapToInt(m -> m.right().size()).sum(),
        mistakes.stream().mapToInt(m -> m.missed().size()).sum(),
        mistakes.stream().mapToInt(m -> m.wrong().size()).sum(),
        failed);
  }

  private void findMistakes(List<Claim> claims) {
    mistakes.clear();
    for (Picture picture : truth.pictures()) {
      List<Claim> strong =
          claims.stream()
              .filter(c -> c.picture() == picture.id() && c.score() >= threshold)
              .sorted(Comparator.comparingDouble(c -> -c.score()))
              .toList();
      List<Marked> marked =
          truth.marked().stream()
              .filter(m -> m.picture() == picture.id())
              .sorted(Comparator.comparing(Marked::crowd))
              .toList();
      mistakes.add(mistakes(picture, strong, marked));
    }
  }

  private Mistakes mistakes(Picture picture, List<Claim> claims, List<Marked> marked) {
    TreeSet<String> labels = new TreeSet<>();
    claims.forEach(c -> labels.add(c.label()));
    marked.forEach(m -> labels.add(m.label()));
    List<Judged> judged = new ArrayList<>();
    List<Marked> missed = new ArrayList<>();
    for (String label : labels) {
      Matching matching =
          new Matching(marked.stream().filter(m -> m.label().equals(label)).toList(), LOOSE);
      judged.addAll(matching.judge(claims.stream().filter(c -> c.label().equals(label)).toList()));
      missed.addAll(matching.missed());
    }
    Map<Boolean, List<Claim>> byRight =
        judged.stream()
            .collect(
                Collectors.partitioningBy(
                    Judged::right, Collectors.mapping(Judged::claim, Collectors.toList())));
    return new Mistakes(
        folder.resolve(picture.file()),
        picture,
        byRight.getOrDefault(true, List.of()),
        byRight.getOrDefault(false, List.of()),
        missed);
  }

  /** Writes a page that shows every mistake; after {@link #run}. */
  public void writeSheet(Path file, ImageReport report) throws IOException {
    new MistakeSheet(report, mistakes).write(file);
  }
}
