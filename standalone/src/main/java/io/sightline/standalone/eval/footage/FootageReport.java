package io.sightline.standalone.eval.footage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sightline.standalone.eval.footage.AlertScore.Delay;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What came of all recordings.
 *
 * @param model that was asked for; empty: the built-in detector
 */
@JsonNaming(SnakeCaseStrategy.class)
public record FootageReport(String model, List<VideoReport> videos, Summary all) {

  /**
   * Over all recordings.
   *
   * @param precision share of the alerts that were a visit's only one; null without alerts
   * @param recall share of the visits that had one; null without visits
   * @param startDelayMaxS latest start of an alert after its visit began
   * @param emptyHours without any subject that is told
   * @param wrongPerEmptyHour alerts while nobody was there, by the hours in which nobody was
   * @param wrongLow lower end of the 95 % interval for that, exact for counts
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Summary(
      double hours,
      int alerts,
      double alertsPerHour,
      int visits,
      int told,
      int repeated,
      int wrong,
      @Nullable Double precision,
      @Nullable Double recall,
      @Nullable Double startDelayMedianS,
      @Nullable Double startDelayMaxS,
      @Nullable Double raiseDelayMedianS,
      @Nullable Double raiseDelayMaxS,
      double emptyHours,
      @Nullable Double wrongPerEmptyHour,
      @Nullable Double wrongLow,
      @Nullable Double wrongHigh,
      @Nullable Double mota,
      @Nullable Double idf1) {}

  static FootageReport of(String model, List<VideoReport> videos) {
    List<AlertScore> scores = present(videos.stream().map(VideoReport::alerts).toList());
    List<TrackScore> tracks = present(videos.stream().map(VideoReport::tracks).toList());
    List<Delay> delays = scores.stream().flatMap(score -> score.delays().stream()).toList();
    double hours = videos.stream().mapToDouble(VideoReport::seconds).sum() / 3600;
    int alerts = videos.stream().mapToInt(VideoReport::alertCount).sum();
    int judged = sum(scores, AlertScore::alerts);
    int visits = sum(scores, AlertScore::visits);
    int told = sum(scores, AlertScore::told);
    int wrong = sum(scores, score -> score.wrong().size());
    double empty =
        present(videos.stream().map(VideoReport::emptySeconds).toList()).stream()
                .mapToDouble(Double::doubleValue)
                .sum()
            / 3600;
    PoissonInterval interval = PoissonInterval.of(wrong);
    int boxes = sum(tracks, TrackScore::boxes);
    return new FootageReport(
        model,
        videos,
        new Summary(
            hours,
            alerts,
            alerts / hours,
            visits,
            told,
            sum(scores, score -> score.repeated().size()),
            wrong,
            share(told, judged),
            share(told, visits),
            rank(delays, Delay::startS, 0.5),
            rank(delays, Delay::startS, 1),
            rank(delays, Delay::raisedS, 0.5),
            rank(delays, Delay::raisedS, 1),
            empty,
            empty > 0 ? wrong / empty : null,
            empty > 0 ? interval.low() / empty : null,
            empty > 0 ? interval.high() / empty : null,
            boxes == 0 ? null : weighted(tracks, TrackScore::mota, boxes),
            boxes == 0 ? null : weighted(tracks, TrackScore::idf1, boxes)));
  }

  private static <T> List<T> present(List<? extends @Nullable T> all) {
    return all.stream()
        .<T>mapMulti(
            (each, out) -> {
              if (each != null) {
                out.accept(each);
              }
            })
        .toList();
  }

  private static <T> int sum(List<T> all, ToIntFunction<T> number) {
    return all.stream().mapToInt(number).sum();
  }

  private static @Nullable Double share(int part, int whole) {
    return whole == 0 ? null : (double) part / whole;
  }

  /** By boxes of the truth. */
  private static double weighted(
      List<TrackScore> tracks, ToDoubleFunction<TrackScore> score, int boxes) {
    return tracks.stream().mapToDouble(t -> score.applyAsDouble(t) * t.boxes()).sum() / boxes;
  }

  private static @Nullable Double rank(
      List<Delay> delays, ToDoubleFunction<Delay> number, double share) {
    List<Double> sorted = delays.stream().map(number::applyAsDouble).sorted().toList();
    return sorted.isEmpty() ? null : sorted.get((int) Math.round(share * (sorted.size() - 1)));
  }
}
