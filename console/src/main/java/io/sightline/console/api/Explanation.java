package io.sightline.console.api;

import io.sightline.avro.ActivityKind;
import io.sightline.avro.Decision;
import io.sightline.avro.Evidence;
import org.jspecify.annotations.Nullable;

/** Why a decision is as it is, in a sentence a person understands. */
public final class Explanation {
  private static final String NO_RULE = "no-rule";

  private Explanation() {}

  public static String of(Decision decision) {
    Evidence evidence = decision.getEvidence();
    return noticed(decision) + "; " + reason(decision, evidence) + ".";
  }

  private static String noticed(Decision decision) {
    return decision.getKind() == ActivityKind.SOUND
        ? "Heard for " + Words.span(decision.getStartedAt(), decision.getEndedAt())
        : "Moved for " + Words.span(decision.getEvidence().getMovingMs());
  }

  private static String reason(Decision decision, Evidence evidence) {
    return switch (decision.getReason()) {
      case NEW_INCIDENT -> bestGuess(evidence) + ruled(evidence.getRule()) + ": alerted";
      case SAME_INCIDENT ->
          bestGuess(evidence) + ": belongs to an alert that was already there, not told again";
      case NO_OBJECT ->
          "nothing recognised in " + Words.count(evidence.getFrames(), "picture") + ": suppressed";
      case NOT_CONFIRMED -> bestGuess(evidence) + notConfirmed(evidence) + ": suppressed";
      case RULE -> bestGuess(evidence) + silenced(evidence) + ": suppressed";
      case COOLDOWN -> bestGuess(evidence) + ", soon after the last alert (cooldown): suppressed";
      case LOUDNESS_ONLY ->
          "loud, up to "
              + Math.round(evidence.getOverFloorDb())
              + " dB over what is usual there, but no known kind of sound: suppressed";
      case LOST ->
          "the process that watched it stopped, so it was not seen to its end: could not be judged";
      case FRAMES_MISSING ->
          "pictures were lost on the way, "
              + Words.count(evidence.getFrames(), "picture")
              + " arrived: could not be judged";
      case DETECTION_FAILED ->
          "none of "
              + Words.count(evidence.getFailedFrames(), "picture")
              + " could be examined: could not be judged";
      case FEEDBACK ->
          bestGuess(evidence) + ", but people said of such as this that it is none: suppressed";
      case KNOWN_OBJECT -> bestGuess(evidence) + ", which stands where it stood before: suppressed";
      case UNSURE -> bestGuess(evidence) + unsure(evidence) + ": suppressed";
      case UNKNOWN -> "the reason is not known to this version";
    };
  }

  private static String notConfirmed(Evidence evidence) {
    return evidence.getScore() < evidence.getThreshold()
        ? ", below the " + Words.score(evidence.getThreshold()) + " asked for"
        : ", seen in too few of " + Words.count(evidence.getFrames(), "picture");
  }

  private static String bestGuess(Evidence evidence) {
    return evidence.getLabel() == null
        ? "nothing recognised"
        : "best guess " + evidence.getLabel() + " " + Words.score(evidence.getScore());
  }

  private static String unsure(Evidence evidence) {
    return evidence.getUnsure().isEmpty()
        ? ", but too unsure to tell"
        : ", but also taken for "
            + String.join(", ", evidence.getUnsure())
            + ", so nobody can tell";
  }

  /** By a rule that says so, or because the rules that would alert asked for more. */
  private static String silenced(Evidence evidence) {
    String asked =
        evidence.getUnmet().isEmpty()
            ? ""
            : " (not met: " + String.join("; ", evidence.getUnmet()) + ")";
    return NO_RULE.equals(evidence.getRule())
        ? ", and no rule alerts on it" + asked
        : ruled(evidence.getRule()) + asked;
  }

  private static String ruled(@Nullable String rule) {
    return rule == null ? "" : ", rule " + rule;
  }
}
