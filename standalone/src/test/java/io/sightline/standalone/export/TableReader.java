package io.sightline.standalone.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.StaticTableOperations;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/** A table as one reads it who knows nothing but its folder. */
final class TableReader {
  private TableReader() {}

  /** What the newest version's scan reads, in quotes. */
  static List<String> files(Path table) throws IOException {
    Path metadata = table.resolve("metadata");
    String version = Files.readString(metadata.resolve("version-hint.text"));
    String newest = metadata.resolve("v" + version + ".metadata.json").toString();
    List<String> files = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks =
        new BaseTable(new StaticTableOperations(newest, new Reading()), newest)
            .newScan()
            .planFiles()) {
      tasks.forEach(task -> files.add("'" + task.file().location() + "'"));
    }
    return files;
  }

  private static final class Reading implements FileIO {
    private static final long serialVersionUID = 1L;

    @Override
    public InputFile newInputFile(String path) {
      return org.apache.iceberg.Files.localInput(path);
    }

    @Override
    public OutputFile newOutputFile(String path) {
      throw new UnsupportedOperationException(path);
    }

    @Override
    public void deleteFile(String path) {
      throw new UnsupportedOperationException(path);
    }
  }
}
