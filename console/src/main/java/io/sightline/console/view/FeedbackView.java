package io.sightline.console.view;

import io.sightline.avro.Feedback;
import io.sightline.avro.FeedbackKind;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What people said and did not take back, in the order in which it was written; bounded. */
public final class FeedbackView {
  private final int limit;
  private final Map<String, Feedback> words = new LinkedHashMap<>();
  private final Set<String> revoked = new LinkedHashSet<>();
  private long forgotten;

  public FeedbackView(int limit) {
    this.limit = limit;
  }

  /** What it is about, if that changed; empty for what is known already, or was taken back. */
  synchronized Optional<Feedback> apply(Feedback feedback) {
    if (feedback.getKind() == FeedbackKind.REVOKED) {
      String back = feedback.getRevokes();
      return back == null ? Optional.empty() : revoke(back);
    }
    String id = feedback.getFeedbackId();
    if (feedback.getKind() == FeedbackKind.UNKNOWN
        || revoked.contains(id)
        || words.putIfAbsent(id, feedback) != null) {
      return Optional.empty();
    }
    if (words.size() > limit) {
      removeFirst(words.keySet());
      forgotten++;
    }
    return Optional.of(feedback);
  }

  private Optional<Feedback> revoke(String id) {
    revoked.add(id);
    if (revoked.size() > limit) {
      removeFirst(revoked);
    }
    return Optional.ofNullable(words.remove(id));
  }

  private static void removeFirst(Set<String> ids) {
    Iterator<String> oldest = ids.iterator();
    oldest.next();
    oldest.remove();
  }

  public synchronized Optional<Feedback> get(String feedbackId) {
    return Optional.ofNullable(words.get(feedbackId));
  }

  /** Whether it was said, be it taken back or not. */
  public synchronized boolean isKnown(String feedbackId) {
    return words.containsKey(feedbackId) || revoked.contains(feedbackId);
  }

  /** Of an alert or an activity, in the order in which it was written. */
  public List<Feedback> about(String alertOrActivity) {
    return which(
        word ->
            alertOrActivity.equals(word.getAlertId())
                || alertOrActivity.equals(word.getActivityId()));
  }

  public List<Feedback> all() {
    return which(word -> true);
  }

  public synchronized List<Feedback> which(Predicate<Feedback> which) {
    return words.values().stream().filter(which).toList();
  }

  /** How often each is said. */
  public synchronized Map<FeedbackKind, Integer> counts() {
    Map<FeedbackKind, Integer> counts = new EnumMap<>(FeedbackKind.class);
    words.values().forEach(word -> counts.merge(word.getKind(), 1, Integer::sum));
    return counts;
  }

  public synchronized long forgotten() {
    return forgotten;
  }
}
