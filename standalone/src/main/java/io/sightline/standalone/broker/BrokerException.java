package io.sightline.standalone.broker;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The embedded broker cannot run: what, the value, what was expected. */
public final class BrokerException extends IOException {
  private static final long serialVersionUID = 1L;

  BrokerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
