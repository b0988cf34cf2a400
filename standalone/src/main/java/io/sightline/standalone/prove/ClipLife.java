package io.sightline.standalone.prove;

import io.sightline.avro.Activity;
import io.sightline.avro.Alert;
import io.sightline.avro.Clip;
import io.sightline.avro.Decision;
import io.sightline.avro.Deletion;
import io.sightline.avro.DeletionOutcome;
import io.sightline.avro.DeletionResult;
import io.sightline.avro.DeletionScope;
import io.sightline.avro.Erasure;
import io.sightline.avro.Expiry;
import io.sightline.avro.Hold;
import io.sightline.avro.Recording;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The life of a clip, or of an hour of recordings, told from the records about it. Pure. */
public final class ClipLife {
  private ClipLife() {}

  /** In order of time; where two were published in the same moment, in order of the flow. */
  public static List<Line> of(List<Fact> facts) {
    return facts.stream()
        .map(ClipLife::line)
        .filter(Objects::nonNull)
        .sorted(Comparator.comparing(Line::at))
        .toList();
  }

  private static @Nullable Line line(Fact fact) {
    SpecificRecord value = fact.value();
    String what = value == null ? gone(fact) : words(value);
    return what == null ? null : new Line(fact.at(), what, fact.place());
  }

  private static @Nullable String gone(Fact fact) {
    return fact.bytes() == null
        ? "taken off the topic: a tombstone"
        : "a record that cannot be read";
  }

  private static @Nullable String words(SpecificRecord value) {
    String before = made(value);
    return before == null ? ended(value) : before;
  }

  private static @Nullable String made(SpecificRecord value) {
    if (value instanceof Activity activity) {
      return "activity %s %s%s"
          .formatted(
              activity.getActivityId(),
              word(activity.getState()),
              activity.getCause() == null ? "" : ": " + word(activity.getCause()));
    }
    if (value instanceof Clip clip) {
      return clip.getRevision() == 0
          ? "recorded: %d bytes, SHA-256 %s".formatted(clip.getBytes(), clip.getSha256())
          : "revision %d: to be deleted at %s by rule %s%s"
              .formatted(clip.getRevision(), clip.getDeadline(), clip.getRule(), held(clip));
    }
    if (value instanceof Recording piece) {
      return "piece %s recorded: %d bytes, SHA-256 %s"
          .formatted(piece.getRecordId(), piece.getBytes(), piece.getSha256());
    }
    if (value instanceof Decision decision) {
      return "decided: %s, %s".formatted(word(decision.getOutcome()), word(decision.getReason()));
    }
    if (value instanceof Alert alert) {
      return "alert %s, revision %d: %s, %s %s"
          .formatted(
              alert.getAlertId(),
              alert.getRevision(),
              word(alert.getState()),
              word(alert.getSeverity()),
              alert.getLabel());
    }
    return null;
  }

  private static String held(Clip clip) {
    return clip.getHolds().isEmpty() ? "" : ", held by " + String.join(", ", clip.getHolds());
  }

  private static @Nullable String ended(SpecificRecord value) {
    if (value instanceof Hold hold) {
      return "hold %s %s by %s: %s"
          .formatted(hold.getHoldId(), word(hold.getState()), hold.getWho(), hold.getWhy());
    }
    if (value instanceof Erasure erasure) {
      return "erasure %s %s%s"
          .formatted(
              erasure.getErasureId(),
              word(erasure.getState()),
              erasure.getWho().isEmpty() ? "" : " by " + erasure.getWho());
    }
    if (value instanceof Deletion order) {
      String what = order.getScope() == DeletionScope.FRAMES ? "its frames" : "all of it";
      return "order %d to delete %s: %s".formatted(order.getAttempt(), what, order.getCause());
    }
    if (value instanceof DeletionResult answer) {
      return answer.getOutcome() == DeletionOutcome.DELETED
          ? "the store deleted %d objects, %d bytes (%s)"
              .formatted(answer.getObjects(), answer.getBytes(), word(answer.getScope()))
          : "the store could not delete it: " + answer.getCause();
    }
    if (value instanceof Expiry entry) {
      return "entry %d of the ledger: deleted at %s for the cause '%s', deadline %s, SHA-256 %s"
          .formatted(
              entry.getSequence(),
              entry.getDeletedAt(),
              entry.getCause(),
              entry.getDeadline(),
              entry.getSha256());
    }
    return null;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether a record of a camera's topic is about the clip. */
  static boolean isAbout(String clip, @Nullable SpecificRecord value) {
    return value instanceof Activity activity && activity.getClips().contains(clip)
        || value instanceof Decision decision && decision.getClips().contains(clip)
        || value instanceof Alert alert
            && alert.getClips().stream().anyMatch(each -> each.getClipId().equals(clip));
  }

  static Stream<Fact> entries(List<Fact> facts) {
    return facts.stream().filter(fact -> fact.value() instanceof Expiry);
  }
}
