package io.sightline.console.api;

import io.sightline.avro.Alert;
import io.sightline.avro.Box;
import io.sightline.avro.Camera;
import io.sightline.avro.CameraHealth;
import io.sightline.avro.Decision;
import io.sightline.avro.Erasure;
import io.sightline.avro.Evidence;
import io.sightline.avro.MadeWith;
import io.sightline.console.view.AlertView;
import io.sightline.console.view.CameraView;
import io.sightline.console.view.DecisionView;
import io.sightline.console.view.HoldStory;
import io.sightline.console.view.Position;
import io.sightline.console.view.Views;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** From the topics' records to what the API says. */
public final class Presenter {
  private final Views views;
  private final ClipPresenter clips;

  /**
   * @param caughtUp whether the views hold all that was on the topics at the start
   */
  public Presenter(Views views, BooleanSupplier caughtUp) {
    this.views = views;
    this.clips = new ClipPresenter(views.clips(), caughtUp);
  }

  public AlertJson alert(Alert alert) {
    return new AlertJson(
        alert.getAlertId(),
        alert.getRevision(),
        alert.getCamera(),
        views.cameras().name(alert.getCamera()),
        Words.of(alert.getState()),
        Words.of(alert.getSubject()),
        alert.getLabel(),
        rounded(alert.getConfidence()),
        Words.of(alert.getSeverity()),
        alert.getRule(),
        sentence(alert),
        alert.getStartedAt(),
        alert.getEndedAt(),
        alert.getRaisedAt(),
        alert.getActivities(),
        alert.getClips().stream().map(clips::of).toList(),
        snapshot(alert),
        feedback(alert.getAlertId()),
        write(AlertView.position(alert)));
  }

  private String sentence(Alert alert) {
    String label = alert.getLabel().isBlank() ? Words.of(alert.getSubject()) : alert.getLabel();
    return "%s at %s for %s, %s sure"
        .formatted(
            Character.toUpperCase(label.charAt(0)) + label.substring(1),
            views.cameras().name(alert.getCamera()),
            Words.span(alert.getStartedAt(), alert.getEndedAt()),
            Math.round(alert.getConfidence() * 100) + " %");
  }

  private static AlertJson.@Nullable SnapshotJson snapshot(Alert alert) {
    return alert.getSnapshot() == null
        ? null
        : new AlertJson.SnapshotJson(
            "/media/alerts/"
                + alert.getAlertId()
                + "/snapshot?picture="
                + Integer.toHexString(alert.getSnapshot().hashCode()),
            box(alert.getSnapshotBox()));
  }

  private static AlertJson.@Nullable BoxJson box(@Nullable Box box) {
    return box == null
        ? null
        : new AlertJson.BoxJson(
            rounded(box.getLeft()),
            rounded(box.getTop()),
            rounded(box.getWidth()),
            rounded(box.getHeight()));
  }

  private List<FeedbackJson> feedback(String about) {
    return views.feedback().about(about).stream().map(FeedbackJson::of).toList();
  }

  public ClipJson clip(String clipId) {
    return clips.of(clipId);
  }

  public DecisionJson decision(Decision decision) {
    Evidence evidence = decision.getEvidence();
    MadeWith with = decision.getMadeWith();
    return new DecisionJson(
        decision.getActivityId(),
        decision.getCamera(),
        views.cameras().name(decision.getCamera()),
        Words.of(decision.getKind()),
        decision.getStartedAt(),
        decision.getEndedAt(),
        Words.of(decision.getOutcome()),
        Words.of(decision.getReason()),
        Explanation.of(decision),
        evidence.getMovingMs() / 1000.0,
        evidence.getFrames(),
        evidence.getFailedFrames(),
        evidence.getLabel(),
        rounded(evidence.getScore()),
        evidence.getSubject(),
        evidence.getRule(),
        rounded(evidence.getThreshold()),
        decision.getAlerts(),
        decision.getClips().stream().map(clips::of).toList(),
        new DecisionJson.MadeWithJson(
            decision.getBuild(),
            with.getCameraVersion(),
            with.getCameraOffset(),
            with.getModel(),
            with.getModelDigest()),
        evidence.getFeedback(),
        feedback(decision.getActivityId()),
        write(DecisionView.position(decision)));
  }

  public HoldJson hold(HoldStory hold, Instant now) {
    return HoldJson.of(hold, views.cameras().name(hold.placed().getCamera()), now);
  }

  public ErasureJson erasure(Erasure erasure) {
    return ErasureJson.of(erasure, views.cameras().name(erasure.getCamera()));
  }

  public CameraJson camera(CameraView.Seen seen) {
    Camera configuration = seen.configuration();
    CameraHealth health = seen.health() == null ? unknown(seen.camera()) : seen.health();
    boolean disabled = configuration != null && !configuration.getEnabled();
    return new CameraJson(
        seen.camera(),
        seen.name(),
        configuration == null ? "" : configuration.getSite(),
        disabled ? "disabled" : Words.of(health.getState()),
        cause(health),
        health.getWidth(),
        health.getHeight(),
        rounded(health.getFps()),
        health.getVideoCodec(),
        health.getFreeBytes(),
        seen.health() == null ? null : health.getCapturedAt(),
        views.decisions().decidedThrough(seen.camera()).orElse(null));
  }

  /** Also of a camera that goes on with its main stream alone. */
  private static @Nullable String cause(CameraHealth health) {
    String sub = health.getAnalysisCause();
    if (sub == null) {
      return health.getCause();
    }
    String cause = health.getCause() == null ? "" : health.getCause() + "; ";
    return cause + "no sub-stream: " + sub;
  }

  private static CameraHealth unknown(String camera) {
    return CameraHealth.newBuilder().setCamera(camera).setRecordId("").build();
  }

  /** As the {@code before} parameter takes it. */
  static String write(Position position) {
    return position.at() + "~" + position.id();
  }

  /** Four decimals: a float's digits beyond are noise. */
  private static double rounded(float value) {
    return Math.round(value * 10_000.0) / 10_000.0;
  }
}
