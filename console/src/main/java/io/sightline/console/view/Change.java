package io.sightline.console.view;

import io.sightline.avro.Alert;
import io.sightline.avro.Decision;
import io.sightline.avro.Erasure;
import io.sightline.avro.Feedback;

/** Something in the views that a person looking at them would see. */
public sealed interface Change {
  /** A new alert, or a newer revision of one. */
  record AlertChanged(Alert alert) implements Change {}

  record DecisionMade(Decision decision) implements Change {}

  /** Somebody said something, or took it back. */
  record FeedbackChanged(Feedback feedback) implements Change {}

  /** A hold was placed, answered or released. */
  record HoldChanged(HoldStory hold) implements Change {}

  /** An erasure was asked for, or has come further. */
  record ErasureChanged(Erasure erasure) implements Change {}

  /** A clip was stored, got its deadline, or went. */
  record ClipChanged(String clipId) implements Change {}

  /** A camera's configuration, health, or time decided through. */
  record CameraChanged(String camera) implements Change {}
}
