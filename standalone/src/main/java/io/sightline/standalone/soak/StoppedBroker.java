package io.sightline.standalone.soak;

import io.sightline.standalone.broker.BrokerSettings;
import io.sightline.standalone.broker.EmbeddedBroker;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Is stopped in order and started again, in this process. */
public final class StoppedBroker implements FlakyBroker {
  private final SoakSetup setup;
  private @Nullable EmbeddedBroker running;

  public StoppedBroker(SoakSetup setup) {
    this.setup = setup;
  }

  @Override
  public void start() throws IOException {
    EmbeddedBroker broker =
        new EmbeddedBroker(
            new BrokerSettings(setup.brokerFolder(), "127.0.0.1", setup.brokerPort()));
    running = broker;
    broker.start();
  }

  @Override
  public void goAway() {
    close();
  }

  @Override
  public void close() {
    EmbeddedBroker broker = running;
    running = null;
    if (broker != null) {
      broker.close();
    }
  }
}
