package io.sightline.ingest.events;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what is told about any camera. */
public final class ToldThere implements EventDoor {
  public final List<String> cameras = new CopyOnWriteArrayList<>();
  public final List<ToldEvent> events = new CopyOnWriteArrayList<>();
  public final List<String> refused = new CopyOnWriteArrayList<>();

  @Override
  public boolean isOpen(String camera) {
    return true;
  }

  @Override
  public EventOutcome tell(String camera, ToldEvent event) {
    cameras.add(camera);
    events.add(event);
    return EventOutcome.TAKEN;
  }

  @Override
  public void refused(String way, String why) {
    refused.add(why);
  }
}
