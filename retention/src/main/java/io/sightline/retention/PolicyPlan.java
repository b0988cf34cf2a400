package io.sightline.retention;

import io.sightline.avro.Alert;
import io.sightline.avro.AlertClip;
import io.sightline.avro.Camera;
import io.sightline.avro.Clip;
import io.sightline.avro.Decision;
import io.sightline.avro.Expiry;
import io.sightline.avro.Policy;
import io.sightline.avro.Recording;
import io.sightline.avro.RecordingKind;
import io.sightline.schemas.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a policy would do to what is stored, if it were retroactive. It is told what the topics say,
 * in any order. Of recordings, whose deadlines no topic tells, it says how many hours would be due.
 */
public final class PolicyPlan {
  private static final Kept DEFAULT = Kept.byDefault(Duration.ofDays(30));

  private final PolicyRules rules;
  private final Map<String, Camera> cameras = new HashMap<>();
  private final Map<String, AlertFacts> facts = new HashMap<>();
  private final Map<String, Hour> hours = new HashMap<>();

  /** An hour of recordings: when its time begins, what is kept of it, and how much. */
  private record Hour(String camera, int version, Instant counted, long bytes) {}

  /**
   * Numbers of clips and hours, and their bytes.
   *
   * @param shorter clips that get an earlier deadline
   * @param due of these, or hours, that would go at once
   * @param held clips that would get an earlier deadline if nothing held them
   * @param earliest of the new deadlines; null: there is none
   * @param byRule clips by the rule that would then apply
   */
  public record Summary(
      long shorter,
      long shorterBytes,
      long due,
      long dueBytes,
      long dueHours,
      long dueHourBytes,
      long held,
      @Nullable Instant earliest,
      Map<String, Long> byRule) {

    /** For people. */
    public List<String> lines() {
      List<String> lines = new ArrayList<>();
      lines.add(
          "%d clips (%d bytes) would get an earlier deadline, the earliest %s"
              .formatted(shorter, shorterBytes, earliest == null ? "-" : earliest));
      lines.add("%d of them (%d bytes) would go at once".formatted(due, dueBytes));
      lines.add("%d hours of recordings (%d bytes) would be due".formatted(dueHours, dueHourBytes));
      lines.add("%d more are held and stay as they are".formatted(held));
      byRule.forEach((rule, clips) -> lines.add("  %s: %d clips".formatted(rule, clips)));
      return lines;
    }

    /** For programs. */
    public Map<String, Object> facts() {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("clips", shorter);
      all.put("bytes", shorterBytes);
      all.put("due_clips", due);
      all.put("due_bytes", dueBytes);
      all.put("due_hours", dueHours);
      all.put("due_hour_bytes", dueHourBytes);
      all.put("held", held);
      all.put("earliest", String.valueOf(earliest));
      all.put("by_rule", byRule);
      return all;
    }
  }

  public PolicyPlan(Policy policy) {
    this.rules = new PolicyRules(policy);
  }

  public void camera(Camera camera) {
    cameras.put(CameraVersions.key(camera.getCamera(), camera.getVersion()), camera);
  }

  public void decided(Decision decision) {
    for (String clip : decision.getClips()) {
      facts.put(clip, known(clip).decided(decision.getAlerts()));
    }
  }

  public void alerted(Alert alert) {
    AlertFacts.Told told =
        new AlertFacts.Told(alert.getAlertId(), alert.getSeverity(), alert.getLabel());
    for (AlertClip clip : alert.getClips()) {
      facts.put(clip.getClipId(), known(clip.getClipId()).alerted(told));
    }
  }

  private AlertFacts known(String clip) {
    return facts.getOrDefault(clip, AlertFacts.NONE);
  }

  public void recorded(Recording piece) {
    if (piece.getKind() != RecordingKind.PIECE) {
      return;
    }
    Instant over = piece.getCapturedAt().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    hours.merge(
        Ids.hour(piece.getCamera(), piece.getCapturedAt()),
        new Hour(piece.getCamera(), piece.getCameraVersion(), over, piece.getBytes()),
        (one, more) ->
            new Hour(one.camera(), more.version(), one.counted(), one.bytes() + more.bytes()));
  }

  /** It is deleted. */
  public void gone(Expiry entry) {
    hours.remove(entry.getClipId());
  }

  /**
   * What the policy would do.
   *
   * @param clips that are there, each in its newest revision
   */
  public Summary summary(Collection<Clip> clips, Instant now) {
    Count shorter = new Count();
    Count due = new Count();
    long held = 0;
    Instant earliest = null;
    Map<String, Long> byRule = new TreeMap<>();
    for (Clip clip : clips) {
      Kept kept = rules.clip(clip.getCamera(), known(clip.getClipId()), base(clip));
      Instant deadline = clip.getRecordedAt().plus(kept.time());
      if (clip.getDeadline() == null || !deadline.isBefore(clip.getDeadline())) {
        continue;
      }
      if (!clip.getHolds().isEmpty()) {
        held++;
        continue;
      }
      shorter.add(clip.getBytes());
      byRule.merge(kept.rule(), 1L, Long::sum);
      earliest = earliest == null || deadline.isBefore(earliest) ? deadline : earliest;
      if (!deadline.isAfter(now)) {
        due.add(clip.getBytes());
      }
    }
    Count dueHours = dueHours(now);
    return new Summary(
        shorter.number,
        shorter.bytes,
        due.number,
        due.bytes,
        dueHours.number,
        dueHours.bytes,
        held,
        earliest,
        byRule);
  }

  private Count dueHours(Instant now) {
    Count due = new Count();
    for (Hour hour : hours.values()) {
      Kept kept = rules.recording(hour.camera(), base(hour));
      if (!hour.counted().plus(kept.time()).isAfter(now)) {
        due.add(hour.bytes());
      }
    }
    return due;
  }

  private Kept base(Clip clip) {
    Camera camera = cameras.get(CameraVersions.key(clip.getCamera(), clip.getCameraVersion()));
    return camera == null
        ? DEFAULT
        : Kept.byCamera(
            clip.getCamera(),
            clip.getCameraVersion(),
            Duration.ofSeconds(Math.max(0, camera.getRetentionS())));
  }

  private Kept base(Hour hour) {
    Camera camera = cameras.get(CameraVersions.key(hour.camera(), hour.version()));
    return camera == null
        ? DEFAULT
        : Kept.byCamera(
            hour.camera(),
            hour.version(),
            Duration.ofSeconds(Math.max(0, camera.getRecordingRetentionS())));
  }

  /** How many, and how much. */
  private static final class Count {
    private long number;
    private long bytes;

    void add(long more) {
      number++;
      bytes += more;
    }
  }
}
