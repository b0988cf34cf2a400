package io.sightline.standalone.eval.footage;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * How well objects were followed.
 *
 * @param frames in which the truth was held against what was found
 * @param boxes of the truth in them
 * @param found boxes of tracks in them
 * @param misses boxes of the truth without a track
 * @param wrong boxes of tracks without a truth
 * @param switches how often an object went on under another track
 * @param mota 1 - (misses + wrong + switches) / boxes, as CLEAR MOT counts
 * @param motp mean overlap of what was found
 * @param idf1 share of boxes that the best one-to-one pairing of objects and tracks explains
 * @param objects each object of the truth
 */
@JsonNaming(SnakeCaseStrategy.class)
public record TrackScore(
    int frames,
    int boxes,
    int found,
    int misses,
    int wrong,
    int switches,
    double mota,
    double motp,
    double idf1,
    double idPrecision,
    double idRecall,
    List<ObjectScore> objects) {

  /**
   * An object of the truth.
   *
   * @param frames it is in
   * @param found in how many of them it was
   * @param tracks that followed it, one after the other
   * @param missed runs of frames in which it was not found
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record ObjectScore(long id, int frames, int found, List<Long> tracks, List<Run> missed) {}

  /** From one frame to another, both included, numbered from 1. */
  public record Run(int from, int to) {
    @Override
    public String toString() {
      return from == to ? String.valueOf(from) : from + "-" + to;
    }
  }
}
