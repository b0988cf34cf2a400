package io.sightline.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.iceberg.LocationProviders;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/**
 * The versions of a table, as readers without a catalogue look for them: {@code
 * metadata/v<N>.metadata.json}, and N in {@code metadata/version-hint.text}. There is one writer at
 * a time. What was broken off between the two is the newest version nevertheless.
 */
final class TableVersions implements TableOperations {
  private static final String HINT = "version-hint.text";

  /** Older ones are for readers that have just asked for the number. */
  private static final int VERSIONS_KEPT = 10;

  private final Path folder;
  private final FileIO files = new LocalFiles();
  private int version;
  private TableMetadata current;

  private TableVersions(Path folder, int version, TableMetadata current) {
    this.folder = folder;
    this.version = version;
    this.current = current;
  }

  /** Makes it if there is none. */
  static TableVersions open(Path table, TableMetadata first) throws IOException {
    Path folder = Files.createDirectories(table.resolve("metadata"));
    int version = newest(folder);
    if (version == 0) {
      version = 1;
      write(folder, version, first);
    }
    WholeFile.replace(hint(folder), Integer.toString(version).getBytes(StandardCharsets.UTF_8));
    return new TableVersions(folder, version, read(folder, version));
  }

  private static int newest(Path folder) throws IOException {
    int version = 0;
    if (Files.exists(hint(folder))) {
      String text = Files.readString(hint(folder)).strip();
      if (!text.matches("\\d{1,9}")) {
        throw new IOException(
            "%s holds '%s': expected a number; without the folder above it the table is made anew"
                .formatted(hint(folder), text));
      }
      version = Integer.parseInt(text);
    }
    while (Files.exists(file(folder, version + 1))) {
      version++;
    }
    return version;
  }

  private static Path hint(Path folder) {
    return folder.resolve(HINT);
  }

  private static Path file(Path folder, int version) {
    return folder.resolve("v" + version + ".metadata.json");
  }

  private static TableMetadata read(Path folder, int version) {
    return TableMetadataParser.read(
        org.apache.iceberg.Files.localInput(file(folder, version).toFile()));
  }

  private static void write(Path folder, int version, TableMetadata metadata) throws IOException {
    byte[] json = TableMetadataParser.toJson(metadata).getBytes(StandardCharsets.UTF_8);
    WholeFile.replace(file(folder, version), json);
  }

  @Override
  public TableMetadata current() {
    return current;
  }

  @Override
  public TableMetadata refresh() {
    return current;
  }

  @Override
  public void commit(TableMetadata base, TableMetadata metadata) {
    if (base != current) {
      throw new CommitFailedException("made from a version that is not the newest any more");
    }
    try {
      write(folder, version + 1, metadata);
      version++;
      current = read(folder, version);
      WholeFile.replace(hint(folder), Integer.toString(version).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes versions that nobody looks for any more. */
  void dropOld() throws IOException {
    for (int old = version - VERSIONS_KEPT; old > 0; old--) {
      if (!Files.deleteIfExists(file(folder, old))) {
        return;
      }
    }
  }

  @Override
  public FileIO io() {
    return files;
  }

  @Override
  public String metadataFileLocation(String name) {
    return folder.resolve(name).toString();
  }

  @Override
  public LocationProvider locationProvider() {
    return LocationProviders.locationsFor(current.location(), current.properties());
  }
}
