package io.sightline.schemas.registry;

import org.apache.kafka.common.KafkaException;

/**
 * The registry answered, and refused: wrong address, wrong credentials, incompatible schema. Trying
 * again does not help, and it says nothing about the record at hand: stop, do not skip.
 */
public final class RegistryException extends KafkaException {
  private static final long serialVersionUID = 1L;

  private final int code;

  public RegistryException(String message, int code) {
    super(message);
    this.code = code;
  }

  /** Confluent's error code, for example 409 or 42201; the HTTP status where there is none. */
  public int code() {
    return code;
  }
}
