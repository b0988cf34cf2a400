package io.sightline.ingest.events;

/** Where events are handed in. */
public interface EventDoor {
  /** Whether the camera is open here. */
  boolean isOpen(String camera);

  EventOutcome tell(String camera, ToldEvent event);

  /** Counts what never became an event. */
  void refused(String way, String why);
}
