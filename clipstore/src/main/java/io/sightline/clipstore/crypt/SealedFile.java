package io.sightline.clipstore.crypt;

import io.sightline.clipstore.ClipStore.StagedObject;
import io.sightline.clipstore.ClipStore.StoredObject;
import io.sightline.clipstore.StagedBytes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A staged object whose bytes are encrypted before they are on disk. */
final class SealedFile implements StagedObject {
  private final StagedObject file;
  private final Seal seal;
  private final String key;

  SealedFile(StagedObject file, Seal seal, String key) {
    this.file = file;
    this.seal = seal;
    this.key = key;
  }

  @Override
  public Path path() {
    return file.path();
  }

  @Override
  public boolean isSealed() {
    return true;
  }

  @Override
  public String encryption() {
    return Seal.NAME;
  }

  @Override
  public OutputStream write() throws IOException {
    OutputStream to = Files.newOutputStream(path());
    try {
      return seal.write(to);
    } catch (IOException e) {
      to.close();
      throw e;
    }
  }

  @Override
  public SeekableByteChannel read() throws IOException {
    return new Left(path(), seal).read();
  }

  /** Refuses what was written past {@link #write}. */
  @Override
  public StoredObject commit() throws IOException {
    try (FileChannel written = FileChannel.open(path(), StandardOpenOption.READ)) {
      if (!Seal.isSealed(written)) {
        throw new IOException("object '" + key + "' was staged unencrypted: refused");
      }
    }
    return file.commit();
  }

  @Override
  public void close() {
    file.close();
  }

  /** What somebody else has written, as far as it goes. */
  record Left(Path path, Seal seal) implements StagedBytes {
    @Override
    public boolean isSealed() {
      return true;
    }

    @Override
    public SeekableByteChannel read() throws IOException {
      FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
      try {
        return seal.readCutOff(file);
      } catch (IOException e) {
        file.close();
        throw e;
      }
    }

    @Override
    public OutputStream write() throws IOException {
      return seal.write(Files.newOutputStream(path));
    }
  }
}
