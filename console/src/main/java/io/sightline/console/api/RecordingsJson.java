package io.sightline.console.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was recorded of a camera in a span of capture time.
 *
 * @param complete false: there was too much on the topics, or something that cannot be read
 * @param pieces stored video that reaches into the span, by capture time
 * @param gaps where video should be and is not
 * @param hours of the clock, UTC, in which anything was recorded: they are held, and go, as a whole
 */
public record RecordingsJson(
    String camera,
    String cameraName,
    Instant from,
    Instant to,
    boolean complete,
    List<PieceJson> pieces,
    List<GapJson> gaps,
    List<HourJson> hours) {

  /**
   * A stored stretch of video.
   *
   * @param url of the media; takes ranges
   * @param playable false where browsers are known not to play it
   * @param salvaged true if recording broke off and the piece was saved up to then
   * @param deleted null: it is there
   */
  public record PieceJson(
      String pieceId,
      Instant start,
      Instant end,
      String url,
      boolean playable,
      String container,
      String videoCodec,
      @Nullable String audioCodec,
      int width,
      int height,
      long bytes,
      boolean salvaged,
      @Nullable DeletedJson deleted) {}

  /**
   * @param cause as the record names it
   * @param words the cause in one sentence
   */
  public record GapJson(Instant start, Instant end, String cause, String words) {}

  /**
   * @param pieces how many began in it, and their bytes, deleted ones too
   * @param holds in force that keep it, by id
   * @param deleted all of it; null: not, or not all
   */
  public record HourJson(
      Instant start, int pieces, long bytes, List<String> holds, @Nullable DeletedJson deleted) {}

  /**
   * What the ledger says of it.
   *
   * @param cause due, pressure, erasure or limit
   * @param words the cause in one sentence
   */
  public record DeletedJson(Instant at, String cause, String words) {}
}
