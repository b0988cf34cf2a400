package io.sightline.console;

import java.io.IOException;

/** Makes certificates of erasures: from topics, ledger and store as they are when it is asked. */
@FunctionalInterface
public interface CertificateSource {
  /**
   * The document, as JSON.
   *
   * @param erasureId of an erasure that is on record
   * @throws IOException if it cannot be made now; the message says why
   */
  String certificate(String erasureId) throws IOException, InterruptedException;
}
