package io.sightline.alerting.core;

import io.sightline.alerting.core.feedback.Advice;
import io.sightline.alerting.core.feedback.Doubt;
import io.sightline.alerting.core.feedback.Look;
import io.sightline.alerting.core.feedback.Memory;
import io.sightline.alerting.core.feedback.Place;
import io.sightline.alerting.core.feedback.Use;
import io.sightline.alerting.core.rules.Judgement;
import io.sightline.alerting.core.rules.Verdict;
import io.sightline.avro.Decision;
import io.sightline.avro.Evidence;
import io.sightline.avro.Feedback;
import io.sightline.avro.Outcome;
import io.sightline.avro.Reason;
import io.sightline.avro.Severity;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What people said about the camera, asked about what is seen. For one record. */
final class Said {
  /** Whatever people say, less is not asked for, unless the rule itself asks for less. */
  private static final float LEAST_CONFIDENCE = 0.3f;

  private final Incidents incidents;
  private Memory memory;

  Said(Memory memory, Incidents incidents) {
    this.memory = memory;
    this.incidents = incidents;
  }

  Memory memory() {
    return memory;
  }

  /** A mark brings what was said, perhaps again; and time goes by. */
  void take(List<Feedback> feedback, String camera, long at) {
    if (feedback.isEmpty() && memory.silent()) {
      return;
    }
    memory =
        memory.with(
            feedback.stream()
                .map(said -> Feedbacks.remark(said, camera, incidents, at))
                .filter(Objects::nonNull)
                .toList(),
            at);
  }

  /** The sightings with verdicts as they are after what was said. */
  List<Sighting> judge(List<Sighting> sightings, @Nullable String activity, long at) {
    return memory.silent()
        ? sightings
        : sightings.stream().map(sighting -> judge(sighting, activity, at)).toList();
  }

  private Sighting judge(Sighting sighting, @Nullable String activity, long at) {
    if (!sighting.counted().alert()) {
      return sighting;
    }
    Advice advice = memory.about(look(sighting, at));
    if (advice.remarks().isEmpty()) {
      return sighting;
    }
    Sighting judged = sighting.judged(after(sighting.judgement(), advice));
    if (judged.moving() && judged.strong() && (advice.matters() || !sighting.strong())) {
      use(activity, advice.remarks(), advice.known());
    }
    return judged;
  }

  /** What belongs here waits for no rule either. */
  private static Judgement after(Judgement judgement, Advice advice) {
    List<Verdict> awaited =
        advice.known()
            ? List.of()
            : judgement.awaited().stream().map(verdict -> after(verdict, advice)).toList();
    return new Judgement(after(judgement.verdict(), advice), awaited, judgement.misses());
  }

  private static Verdict after(Verdict verdict, Advice advice) {
    if (!verdict.alert()) {
      return verdict;
    }
    float least = Math.min(verdict.minConfidence(), LEAST_CONFIDENCE);
    return new Verdict(
        verdict.rule(),
        verdict.version(),
        !advice.known(),
        Math.max(least, verdict.minConfidence() - advice.discount()),
        advice.mild() && verdict.severity() == Severity.WARNING
            ? Severity.INFO
            : verdict.severity(),
        verdict.cooldownMicros(),
        verdict.channels());
  }

  private static Look look(Sighting sighting, long at) {
    return new Look(
        sighting.subject(), sighting.label(), sighting.score(), place(sighting.box()), at);
  }

  static Place place(Rect box) {
    return new Place(box.left(), box.top(), box.width(), box.height());
  }

  /** Whether a track that is about to be confirmed is what people said is none. */
  boolean doubts(Track track, long at) {
    if (memory.silent()) {
      return false;
    }
    List<Hit> visit = track.visit(at);
    List<Look> looks = visit.stream().filter(Hit::strong).map(hit -> look(track, hit)).toList();
    Doubt doubt = memory.doubt(looks, Policy.CONFIRM_HITS);
    if (!doubt.remarks().isEmpty()) {
      use(visit.get(visit.size() - 1).activity(), doubt.remarks(), doubt.holds());
    }
    return doubt.holds();
  }

  private static Look look(Track track, Hit hit) {
    return new Look(track.subject(), hit.label(), hit.score(), place(hit.box()), hit.at());
  }

  private void use(@Nullable String activity, List<String> remarks, boolean decisive) {
    if (activity != null) {
      memory = memory.used(activity, remarks, decisive);
    }
  }

  /** The decision with what was said named in it, and as its reason where it was. */
  Decision settle(Decision decision) {
    Use use = memory.use(decision.getActivityId());
    if (use.remarks().isEmpty()) {
      return decision;
    }
    memory = memory.decided(decision.getActivityId());
    boolean because =
        use.decisive()
            && decision.getOutcome() == Outcome.SUPPRESSED
            && decision.getReason() != Reason.COOLDOWN;
    return Decision.newBuilder(decision)
        .setReason(because ? Reason.FEEDBACK : decision.getReason())
        .setEvidence(Evidence.newBuilder(decision.getEvidence()).setFeedback(use.remarks()).build())
        .build();
  }
}
