package io.sightline.ingest.ffmpeg;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.bytedeco.javacpp.BytePointer;

/**
 * A file that a muxer writes from front to back, and the SHA-256 of what was written, so that it
 * need not be read again for that.
 */
final class DigestedFile implements CustomIo.Bytes, Closeable {
  private static final int CHUNK_BYTES = 1 << 14;

  private final DirectFile file;
  private final MessageDigest digest;
  private final byte[] chunk = new byte[CHUNK_BYTES];

  DigestedFile(Path path) throws IOException {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    file = new DirectFile(path);
  }

  @Override
  public boolean takesLongPieces() {
    return true;
  }

  @Override
  public void write(BytePointer from, int count) throws IOException {
    for (int at = 0; at < count; at += CHUNK_BYTES) {
      int length = Math.min(CHUNK_BYTES, count - at);
      from.position(at).get(chunk, 0, length);
      digest.update(chunk, 0, length);
      file.write(chunk, length);
    }
  }

  @Override
  public void settle() throws IOException {
    file.settle();
  }

  /** Lower-case hex; to be asked for once, when all is written. */
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
