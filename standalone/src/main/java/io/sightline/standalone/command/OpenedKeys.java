package io.sightline.standalone.command;

import io.sightline.keys.Encryption;
import io.sightline.runtime.Service;
import io.sightline.standalone.config.SightlineConfig;
import java.io.IOException;

/** The keys of media for as long as a command needs them, where the configuration has any. */
record OpenedKeys(Encryption encryption) implements AutoCloseable {
  /**
   * @param command its name, for clients
   */
  static OpenedKeys of(SightlineConfig config, String command) throws IOException {
    if (!config.encryption().isOn()) {
      return new OpenedKeys(Encryption.OFF);
    }
    OpenedKeys opened =
        new OpenedKeys(
            Encryption.of(config.encryption(), config.runningSettings(), command, System.getenv()));
    try {
      for (Service service : opened.encryption().services()) {
        service.start();
      }
      return opened;
    } catch (Exception e) {
      opened.close();
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    encryption.services().forEach(Service::close);
  }
}
