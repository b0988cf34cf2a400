package io.sightline.retention.audit;

import io.sightline.avro.Clip;
import io.sightline.avro.Expiry;
import io.sightline.avro.Recording;
import io.sightline.clipstore.ClipLayout;
import io.sightline.retention.audit.Finding.Kind;
import io.sightline.schemas.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Holds the objects of a store against what topics and ledger say should be there. */
public final class Reconciliation {
  /** The rule whose deadline counts; anything else was deleted for a cause of its own. */
  private static final String DUE = "due";

  private final Instant now;
  private final Duration grace;
  private final Map<String, Clip> clipsByPrefix = new HashMap<>();
  private final Map<String, Recording> pieces = new TreeMap<>();
  private final Set<String> deletedClips = new HashSet<>();
  private final Set<String> keys = new TreeSet<>();
  private final List<Finding> findings = new ArrayList<>();

  /**
   * @param grace what is younger, or due for no longer, may be on its way
   */
  public Reconciliation(Instant now, Duration grace) {
    this.now = now;
    this.grace = grace;
  }

  /**
   * Data keys that exist.
   *
   * @param ids of the clip or the hour that each opens
   */
  public Reconciliation withKeys(Collection<String> ids) {
    keys.addAll(ids);
    return this;
  }

  /**
   * @param clips newest revision of each clip that has no tombstone
   * @param recordings pieces on the topic
   * @param expiries all entries of the ledger
   * @param objects keys and sizes in bytes of all that is in the store, listed before the topics
   *     were read
   */
  public List<Finding> run(
      Collection<Clip> clips,
      Collection<Recording> recordings,
      Collection<Expiry> expiries,
      Map<String, Long> objects) {
    clips.forEach(clip -> clipsByPrefix.put(clip.getPrefix(), clip));
    recordings.stream().filter(r -> r.getKey() != null).forEach(r -> pieces.put(r.getKey(), r));
    expiries.forEach(this::early);
    expiries.forEach(this::deleted);
    clips.forEach(clip -> clip(clip, objects));
    recordings.forEach(piece -> piece(piece, objects));
    new TreeMap<>(objects).forEach(this::object);
    keys(clips, recordings);
    return List.copyOf(findings);
  }

  private void deleted(Expiry entry) {
    if (entry.getPieces().isEmpty()) {
      deletedClips.add(entry.getClipId());
    } else {
      deletedClips.addAll(entry.getPieces());
    }
  }

  private void early(Expiry entry) {
    if (entry.getCause().equals(DUE) && entry.getDeletedAt().isBefore(entry.getDeadline())) {
      add(
          Kind.UNDER_RETAINED,
          entry.getClipId(),
          "deleted at %s: expected not before %s"
              .formatted(entry.getDeletedAt(), entry.getDeadline()));
    }
  }

  private void clip(Clip clip, Map<String, Long> objects) {
    Instant deadline = clip.getDeadline();
    Long bytes = objects.get(clip.getKey());
    if (deletedClips.contains(clip.getClipId())) {
      add(
          Kind.BROKEN_LEDGER,
          clip.getClipId(),
          "the ledger says it was deleted, and its record stands");
    } else if (isOverdue(clip, deadline)) {
      add(
          Kind.OVER_RETAINED,
          clip.getClipId(),
          "there at %s: expected to be gone at %s".formatted(now, deadline));
    } else if (deadline == null && now.isAfter(clip.getRecordedAt().plus(grace))) {
      add(Kind.OVER_RETAINED, clip.getClipId(), "has no deadline: expected one from retention");
    }
    boolean due = deadline != null && clip.getHolds().isEmpty() && now.isAfter(deadline);
    if (bytes == null && !due) {
      add(
          Kind.MISSING,
          clip.getKey(),
          "clip %s: expected %d bytes".formatted(clip.getClipId(), clip.getBytes()));
    } else if (bytes != null && bytes != clip.getBytes()) {
      add(Kind.CHANGED, clip.getKey(), "%d bytes: expected %d".formatted(bytes, clip.getBytes()));
    }
  }

  /** What is held stays. */
  private boolean isOverdue(Clip clip, @Nullable Instant deadline) {
    return deadline != null && clip.getHolds().isEmpty() && now.isAfter(deadline.plus(grace));
  }

  private void piece(Recording piece, Map<String, Long> objects) {
    String key = piece.getKey();
    if (key == null || isDeleted(piece)) {
      return;
    }
    Long bytes = objects.get(key);
    if (bytes == null) {
      add(Kind.MISSING, key, "recording: expected %d bytes".formatted(piece.getBytes()));
    } else if (bytes != piece.getBytes()) {
      add(Kind.CHANGED, key, "%d bytes: expected %d".formatted(bytes, piece.getBytes()));
    }
  }

  /** With its hour, or alone. */
  private boolean isDeleted(Recording piece) {
    return deletedClips.contains(Ids.hour(piece.getCamera(), piece.getCapturedAt()))
        || deletedClips.contains(piece.getRecordId());
  }

  private void object(String key, Long bytes) {
    if (key.startsWith(ClipLayout.LEDGER)) {
      return; // Its heads, which have a check of their own.
    }
    Recording piece = pieces.get(key);
    if (piece != null) {
      if (isDeleted(piece)) {
        add(Kind.RESURRECTED, key, "the ledger says it was deleted, or its hour");
      }
    } else if (!clipsByPrefix.containsKey(clipPrefix(key))) {
      unknown(key, bytes);
    }
  }

  /** An hour that was deleted may have begun anew. */
  private void keys(Collection<Clip> clips, Collection<Recording> recordings) {
    Set<String> live = new HashSet<>();
    clips.forEach(clip -> live.add(clip.getClipId()));
    recordings.stream()
        .filter(piece -> !isDeleted(piece))
        .forEach(piece -> live.add(Ids.hour(piece.getCamera(), piece.getCapturedAt())));
    for (String id : keys) {
      if (!live.contains(id) && deletedClips.contains(id)) {
        add(Kind.KEY_LEFT, id, "its data key exists: expected it to be gone with what it opens");
      }
    }
  }

  private void unknown(String key, Long bytes) {
    String id = idOf(key);
    if (deletedClips.contains(id)) {
      add(Kind.RESURRECTED, key, "the ledger says clip %s was deleted".formatted(id));
    } else if (isOld(id)) {
      add(Kind.ORPHANED, key, "%d bytes: expected a record of it".formatted(bytes));
    }
  }

  /** Camera, day and clip, as {@link ClipLayout} has it. */
  private static String clipPrefix(String key) {
    String[] parts = key.split("/", -1);
    return parts.length < 4 ? key : String.join("/", parts[0], parts[1], parts[2]) + "/";
  }

  /**
   * The id of the clip or of the hour of recordings to which an object belongs: what bears another
   * one has no part in what {@link #run} finds about it. The key itself where it belongs to none.
   */
  public static String unitOf(String key) {
    String[] parts = key.split("/", -1);
    if (parts.length < 4) {
      return key;
    }
    if (parts.length < 5 || !parts[2].equals("recordings")) {
      return parts[2];
    }
    try {
      return Ids.hour(parts[0], Instant.parse(parts[1] + "T" + parts[3] + ":00:00Z"));
    } catch (DateTimeParseException | IllegalArgumentException e) {
      return key;
    }
  }

  /** The id in a key: of the clip, or of the piece of a recording. */
  static String idOf(String key) {
    String[] parts = key.split("/", -1);
    if (parts.length < 4) {
      return key;
    }
    return parts[2].equals("recordings")
        ? parts[parts.length - 1].replaceAll("\\.[a-z0-9]+$", "")
        : parts[2];
  }

  /** What has no time in its id was made by nobody here, and is as old as can be. */
  private boolean isOld(String id) {
    try {
      return now.isAfter(Ids.time(id).plus(grace));
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  private void add(Kind kind, String subject, String what) {
    findings.add(new Finding(kind, subject, what));
  }
}
