package io.sightline.schemas.serde;

/** Confluent's wire format: what stands before the Avro binary. */
final class WireFormat {
  static final byte MAGIC = 0;

  /** Bytes before the Avro binary: magic and schema id. */
  static final int HEADER_BYTES = 5;

  private WireFormat() {}
}
