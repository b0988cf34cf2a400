package io.sightline.retention;

import io.sightline.runtime.Health;
import io.sightline.runtime.Service;

/** A service whose health also tells what a person has to look after. */
record ConcernedService(Service service, Concerns concerns) implements Service {
  @Override
  public String name() {
    return service.name();
  }

  @Override
  public void start() throws Exception {
    service.start();
  }

  @Override
  public Health health() {
    return concerns.on(service.health());
  }

  @Override
  public String describe() {
    return service.describe();
  }

  @Override
  public void close() {
    service.close();
  }
}
