package io.sightline.ingest.feedback;

import io.sightline.avro.Feedback;
import io.sightline.avro.FeedbackKind;
import io.sightline.schemas.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds the newest of what people said about each camera. Safe for use by several threads. */
public final class FeedbackDesk {
  static final int MOST_OF_A_CAMERA = 200;
  static final int MOST_IN_A_MARK = 50;
  static final int MOST_CAMERAS = 10_000;
  static final int LONGEST_ID = 200;
  static final int LONGEST_TEXT = 100;
  private static final long LIFE_MICROS = 30L * 86_400_000_000L;
  private static final long LATEST_SECOND = 1L << 36;

  private record Word(long position, Feedback feedback) {}

  private final Map<String, Map<String, Word>> cameras = new LinkedHashMap<>();
  private long position;

  /**
   * Takes in what somebody said; what is known already changes nothing.
   *
   * @throws IllegalArgumentException for what says nothing, or cannot be kept
   */
  synchronized void take(Feedback feedback) {
    check(feedback);
    Map<String, Word> words = words(feedback.getCamera());
    if (words.containsKey(feedback.getFeedbackId())) {
      return;
    }
    words.put(feedback.getFeedbackId(), new Word(++position, shortened(feedback)));
    if (feedback.getRevokes() != null && feedback.getKind() == FeedbackKind.REVOKED) {
      words.remove(feedback.getRevokes());
    }
    if (words.size() > MOST_OF_A_CAMERA) {
      removeFirst(words);
    }
  }

  private Map<String, Word> words(String camera) {
    Map<String, Word> words = cameras.computeIfAbsent(camera, id -> new LinkedHashMap<>());
    if (cameras.size() > MOST_CAMERAS) {
      removeFirst(cameras);
    }
    return words;
  }

  private static void removeFirst(Map<String, ?> map) {
    Iterator<String> ids = map.keySet().iterator();
    ids.next();
    ids.remove();
  }

  private static void check(Feedback feedback) {
    Ids.requireCamera(feedback.getCamera());
    checkId("feedback_id", feedback.getFeedbackId());
    if (feedback.getKind() == FeedbackKind.UNKNOWN) {
      throw new IllegalArgumentException(
          "kind UNKNOWN: expected FALSE_ALARM, KNOWN, MISSED, CONFIRMED or REVOKED");
    }
    if (feedback.getKind() == FeedbackKind.REVOKED) {
      checkId("revokes", feedback.getRevokes() == null ? "" : feedback.getRevokes());
    }
    checkLength("alert_id", feedback.getAlertId() == null ? "" : feedback.getAlertId());
    checkLength("activity_id", feedback.getActivityId() == null ? "" : feedback.getActivityId());
  }

  private static void checkId(String what, String id) {
    if (id.isBlank()) {
      throw new IllegalArgumentException(what + " '': expected 1 to " + LONGEST_ID + " characters");
    }
    checkLength(what, id);
  }

  private static void checkLength(String what, String id) {
    if (id.length() > LONGEST_ID) {
      throw new IllegalArgumentException(
          what + " of " + id.length() + " characters: expected at most " + LONGEST_ID);
    }
  }

  private static Feedback shortened(Feedback feedback) {
    return Feedback.newBuilder(feedback)
        .setRecordId(feedback.getFeedbackId())
        .setLabel(shortened(feedback.getLabel()))
        .setWho(shortened(feedback.getWho()))
        .setSource(shortened(feedback.getSource()))
        .setBuild(shortened(feedback.getBuild()))
        .build();
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }

  /** What is said about one camera, for its marks. */
  public FeedbackFeed of(String camera) {
    return (after, atMicros) -> after(camera, after, atMicros);
  }

  private synchronized FeedbackFeed.News after(String camera, long after, long atMicros) {
    List<Feedback> news = new ArrayList<>();
    long through = after;
    for (Word word : cameras.getOrDefault(camera, Map.of()).values()) {
      if (word.position() > after && news.size() < MOST_IN_A_MARK) {
        through = word.position();
        if (atMicros - micros(word.feedback()) < LIFE_MICROS) {
          news.add(word.feedback());
        }
      }
    }
    return new FeedbackFeed.News(news, through);
  }

  private static long micros(Feedback feedback) {
    boolean captured = feedback.getCapturedAt().isAfter(Instant.EPOCH);
    Instant at = captured ? feedback.getCapturedAt() : feedback.getGivenAt();
    long seconds = Math.min(LATEST_SECOND, Math.max(0, at.getEpochSecond()));
    return seconds * 1_000_000;
  }
}
