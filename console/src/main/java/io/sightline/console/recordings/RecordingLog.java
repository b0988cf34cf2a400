package io.sightline.console.recordings;

import io.sightline.avro.Recording;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** What the topics say of recordings; too much to be held, so it is read when it is asked for. */
public interface RecordingLog {
  /**
   * What was recorded of a camera, and what of that was deleted.
   *
   * @param from capture time, inclusive
   * @param to capture time, exclusive
   * @throws IOException if it cannot be read now; the message says why
   */
  RecordedSpan of(String camera, Instant from, Instant to) throws IOException;

  /**
   * The record of a piece.
   *
   * @param pieceId as the record has it
   * @throws IOException if it cannot be read now; the message says why
   */
  Optional<Recording> piece(String pieceId) throws IOException;
}
