package io.sightline.export;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;

/** Files of a table, by their paths; what is written is on disk once it is closed. */
final class LocalFiles implements FileIO {
  private static final long serialVersionUID = 1L;

  @Override
  public InputFile newInputFile(String path) {
    return org.apache.iceberg.Files.localInput(path);
  }

  @Override
  public OutputFile newOutputFile(String path) {
    return new Synced(path);
  }

  @Override
  public void deleteFile(String path) {
    try {
      Files.deleteIfExists(Path.of(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Synced(String location) implements OutputFile {
    @Override
    public PositionOutputStream create() {
      if (new File(location).exists()) {
        throw new UncheckedIOException(
            new IOException(location + " is there already: expected a new file"));
      }
      return createOrOverwrite();
    }

    @Override
    public PositionOutputStream createOrOverwrite() {
      try {
        return new Stream(new FileOutputStream(location));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public InputFile toInputFile() {
      return org.apache.iceberg.Files.localInput(location);
    }
  }

  private static final class Stream extends PositionOutputStream {
    private final FileOutputStream file;
    private long position;

    Stream(FileOutputStream file) {
      this.file = file;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int one) throws IOException {
      file.write(one);
      position++;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      file.write(bytes, from, count);
      position += count;
    }

    @Override
    public void close() throws IOException {
      try (file) {
        if (file.getChannel().isOpen()) {
          file.getChannel().force(true);
        }
      }
    }
  }
}
