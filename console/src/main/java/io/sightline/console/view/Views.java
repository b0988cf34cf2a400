package io.sightline.console.view;

import io.sightline.avro.Alert;
import io.sightline.avro.Camera;
import io.sightline.avro.CameraHealth;
import io.sightline.avro.Clip;
import io.sightline.avro.Decision;
import io.sightline.avro.Erasure;
import io.sightline.avro.Feedback;
import io.sightline.avro.Hold;
import io.sightline.avro.Pressure;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** All that the console knows. Written by one thread, read by many. */
public record Views(
    AlertView alerts,
    DecisionView decisions,
    ClipView clips,
    CameraView cameras,
    FeedbackView feedback,
    StoreView store,
    HoldView holds,
    ErasureView erasures) {

  /**
   * Takes a record over.
   *
   * @return what changed, or empty if it said nothing new
   */
  public Optional<Change> apply(SpecificRecord value) {
    return Optional.ofNullable(changeOf(value));
  }

  private @Nullable Change changeOf(SpecificRecord value) {
    if (value instanceof Alert alert) {
      return alerts.apply(alert) ? new Change.AlertChanged(alert) : null;
    }
    if (value instanceof Decision decision) {
      return decisions.apply(decision) ? new Change.DecisionMade(decision) : null;
    }
    if (value instanceof Feedback said) {
      return feedback.apply(said).map(Change.FeedbackChanged::new).orElse(null);
    }
    if (value instanceof Pressure pressure) {
      store.apply(pressure);
      return null; // The page asks for the status anyway.
    }
    if (value instanceof Hold hold) {
      return holds.apply(hold).map(Change.HoldChanged::new).orElse(null);
    }
    if (value instanceof Erasure erasure) {
      return erasures.apply(erasure) ? new Change.ErasureChanged(erasure) : null;
    }
    if (value instanceof Clip clip) {
      return clips.apply(clip) ? new Change.ClipChanged(clip.getClipId()) : null;
    }
    if (value instanceof CameraHealth health) {
      return cameras.apply(health) ? new Change.CameraChanged(health.getCamera()) : null;
    }
    if (value instanceof Camera camera) {
      return cameras.apply(camera) ? new Change.CameraChanged(camera.getCamera()) : null;
    }
    throw new IllegalArgumentException(
        "record of " + value.getSchema().getFullName() + ": expected one the console materialises");
  }

  /** A tombstone on {@code clips}. */
  public Optional<Change> clipGone(String clipId) {
    return clips.remove(clipId) ? Optional.of(new Change.ClipChanged(clipId)) : Optional.empty();
  }

  /** A tombstone on {@code health}. */
  public Optional<Change> healthGone(String camera) {
    return cameras.removeHealth(camera)
        ? Optional.of(new Change.CameraChanged(camera))
        : Optional.empty();
  }
}
