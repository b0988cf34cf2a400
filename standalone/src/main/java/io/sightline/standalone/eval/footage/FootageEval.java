package io.sightline.standalone.eval.footage;

import io.sightline.alerting.core.CameraVersion;
import io.sightline.avro.Alert;
import io.sightline.avro.Camera;
import io.sightline.avro.Decision;
import io.sightline.avro.Detections;
import io.sightline.ingest.media.SourceException;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import io.sightline.standalone.config.SightlineConfig;
import io.sightline.standalone.eval.footage.AlertScore.Stay;
import io.sightline.standalone.records.TopicRecords;
import io.sightline.standalone.watch.WatchOptions;
import io.sightline.standalone.watch.WatchRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Runs the pipeline over recordings, and holds what it said against what is true. */
public final class FootageEval {
  private static final String MOT_SUBJECT = "person";

  private final Question question;
  private final SightlineConfig config;
  private final List<Mistake> mistakes = new ArrayList<>();

  /**
   * What is asked.
   *
   * @param config the first camera's rules and the detector; null for the defaults
   * @param data folder that gets one folder for each run
   * @param subjects that are to be told; visits of others do not count
   */
  public record Question(
      List<Footage> footage,
      @Nullable Path config,
      @Nullable Path model,
      Path data,
      List<String> subjects) {}

  /**
   * A recording and what is true of it.
   *
   * @param presence a table of visits
   * @param mot boxes
   */
  public record Footage(Path video, @Nullable Path presence, @Nullable Path mot) {}

  public FootageEval(Question question, SightlineConfig config) {
    this.question = question;
    this.config = config;
  }

  /** Runs all; may be called once. */
  public FootageReport run() throws IOException, SourceException {
    List<VideoReport> videos = new ArrayList<>();
    for (Footage footage : question.footage()) {
      videos.add(watch(footage));
    }
    Path model = question.model();
    Path name = model == null ? null : model.getFileName();
    return FootageReport.of(name == null ? "" : name.toString(), videos);
  }

  /** A picture of every mistake; to be read after the run. */
  public List<Mistake> mistakes() {
    return mistakes;
  }

  private VideoReport watch(Footage footage) throws IOException, SourceException {
    PictureTimes times = PictureTimes.of(footage.video());
    if (times.micros().isEmpty()) {
      throw new IllegalArgumentException(footage.video() + " has no picture");
    }
    WatchOptions options =
        new WatchOptions(
            footage.video(), question.config(), question.model(), null, null, question.data());
    try (WatchRun run = new WatchRun(options, config)) {
      Topical topical = new Topical();
      int code = run.whenDecided(topical::read).run();
      if (code != 0) {
        throw new IllegalStateException(
            footage.video() + ": the run ended with code " + code + ": expected 0");
      }
      return report(footage, times, run, topical);
    }
  }

  /** What the topics of a run hold. */
  private static final class Topical {
    private final List<Detections> detections = new ArrayList<>();
    private @Nullable Camera camera;

    void read(KafkaSettings kafka) {
      for (ConsumerRecord<String, Detections> record :
          TopicRecords.committed(kafka, Topics.DETECTIONS)) {
        detections.add(record.value());
      }
      for (ConsumerRecord<String, Camera> record : TopicRecords.committed(kafka, Topics.CAMERAS)) {
        camera = record.value();
      }
    }

    CameraVersion version() {
      Camera known = camera;
      return known == null
          ? CameraVersion.unknown("", 0)
          : new CameraVersion(known, Topics.CAMERAS.name(), 0, 0);
    }
  }

  private VideoReport report(Footage footage, PictureTimes times, WatchRun run, Topical topical)
      throws IOException {
    Instant start = run.videoStart();
    List<Examined> frames = Examined.of(topical.detections, topical.version(), start, times);
    List<Told> alerts = alerts(run, start);
    Path mot = footage.mot();
    SortedMap<Integer, List<Place>> boxes =
        mot == null ? new TreeMap<>() : MotTruth.read(mot, times.width(), times.height());
    List<Stay> stays = stays(footage, times, boxes);
    TrackScore tracks = mot == null ? null : tracks(boxes, frames);
    AlertScore score = stays == null ? null : AlertScore.of(stays, alerts);
    Pictures pictures = new Pictures(footage.video(), frames, times, run::file);
    if (score != null) {
      mistakes.addAll(pictures.of(score, alerts));
    }
    if (tracks != null) {
      mistakes.addAll(pictures.of(tracks, boxes));
    }
    return new VideoReport(
        String.valueOf(footage.video().getFileName()),
        times.seconds(),
        stays == null ? null : times.seconds() - covered(stays),
        frames.size(),
        decisions(run),
        alerts.size(),
        score,
        tracks);
  }

  private static TrackScore tracks(SortedMap<Integer, List<Place>> boxes, List<Examined> frames) {
    SortedMap<Integer, List<Place>> looked = new TreeMap<>();
    for (Examined frame : frames) {
      looked.put(frame.frame() + 1, boxes.getOrDefault(frame.frame() + 1, List.of()));
    }
    return ClearMot.score(looked, Examined.tracks(frames, MOT_SUBJECT));
  }

  /** Null if nothing is known of who was there. */
  private @Nullable List<Stay> stays(
      Footage footage, PictureTimes times, SortedMap<Integer, List<Place>> boxes)
      throws IOException {
    Path presence = footage.presence();
    if (presence == null && footage.mot() == null) {
      return null;
    }
    List<Stay> stays = new ArrayList<>();
    for (Visit visit : presence == null ? visits(boxes) : Visit.read(presence)) {
      if (question.subjects().contains(visit.subject())) {
        stays.add(
            new Stay(
                new Span(times.seconds(visit.fromFrame()), times.seconds(visit.toFrame())),
                visit.subject()));
      }
    }
    return stays;
  }

  /** Runs of frames with a box. */
  private static List<Visit> visits(SortedMap<Integer, List<Place>> boxes) {
    List<Visit> visits = new ArrayList<>();
    int from = -1;
    int last = -1;
    for (int number : boxes.keySet()) {
      int frame = number - 1;
      if (from >= 0 && frame > last + 1) {
        visits.add(new Visit(from, last, MOT_SUBJECT));
        from = frame;
      }
      from = from < 0 ? frame : from;
      last = frame;
    }
    if (from >= 0) {
      visits.add(new Visit(from, last, MOT_SUBJECT));
    }
    return visits;
  }

  private static List<Told> alerts(WatchRun run, Instant start) {
    List<Told> told = new ArrayList<>();
    for (Alert alert : run.outcomes().alerts()) {
      told.add(
          new Told(
              alert.getAlertId(),
              alert.getSubject().name().toLowerCase(Locale.ROOT),
              alert.getLabel(),
              new Span(seconds(start, alert.getStartedAt()), seconds(start, alert.getEndedAt())),
              seconds(start, alert.getRaisedAt()),
              alert.getSnapshot()));
    }
    told.sort(Comparator.comparingDouble((Told alert) -> alert.span().from()));
    return told;
  }

  private static Map<String, Integer> decisions(WatchRun run) {
    Map<String, Integer> count = new TreeMap<>();
    for (Decision decision : run.outcomes().decisions()) {
      String words = decision.getOutcome() + ": " + decision.getReason();
      count.merge(words.toLowerCase(Locale.ROOT).replace('_', '-'), 1, Integer::sum);
    }
    return count;
  }

  private static double seconds(Instant start, Instant time) {
    return Duration.between(start, time).toNanos() / 1e9;
  }

  /** Seconds with somebody there. */
  private static double covered(List<Stay> stays) {
    double sum = 0;
    double until = 0;
    List<Stay> sorted =
        stays.stream().sorted(Comparator.comparingDouble(stay -> stay.span().from())).toList();
    for (Stay stay : sorted) {
      sum += Math.max(0, stay.span().to() - Math.max(until, stay.span().from()));
      until = Math.max(until, stay.span().to());
    }
    return sum;
  }
}
