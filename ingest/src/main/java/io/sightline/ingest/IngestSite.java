package io.sightline.ingest;

import java.nio.file.Path;

/**
 * Where ingest runs.
 *
 * @param name cameras of this site are opened
 * @param spoolDir folder of the facts that wait for the broker
 */
public record IngestSite(String name, Path spoolDir) {
  public IngestSite {
    if (!name.matches("[a-zA-Z0-9][a-zA-Z0-9._-]{0,62}")) {
      throw new IllegalArgumentException(
          "site '" + name + "': expected letters, digits, '.', '_' or '-', at most 63");
    }
  }
}
