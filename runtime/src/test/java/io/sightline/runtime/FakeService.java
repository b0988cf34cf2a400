package io.sightline.runtime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A service that notes what is done to it. */
final class FakeService implements Service {
  private final String name;
  private final List<String> events;
  private final @Nullable Exception failure;
  volatile Health health = Health.up();

  FakeService(String name, List<String> events) {
    this(name, events, null);
  }

  FakeService(String name, List<String> events, @Nullable Exception failure) {
    this.name = name;
    this.events = events;
    this.failure = failure;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void start() throws Exception {
    events.add("start " + name);
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public String describe() {
    return "topology of " + name;
  }

  @Override
  public void close() {
    events.add("close " + name);
  }
}
