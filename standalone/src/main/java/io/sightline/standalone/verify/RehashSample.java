package io.sightline.standalone.verify;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Keys and digests in a file, and so many of them by chance, without holding them. */
final class RehashSample implements AutoCloseable {
  /** Takes one. */
  interface Reader {
    void read(String key, String sha256) throws IOException;
  }

  private final Path file;
  private final DataOutputStream out;
  private int count;

  RehashSample(Path file) throws IOException {
    this.file = file;
    this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
  }

  void add(String key, String sha256) throws IOException {
    out.writeUTF(key);
    out.writeUTF(sha256);
    count++;
  }

  int count() {
    return count;
  }

  /** Reads so many of them, each set of that size as likely as any other. */
  void choose(int most, Random random, Reader reader) throws IOException {
    out.flush();
    int wanted = Math.min(most, count);
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      for (int left = count; wanted > 0; left--) {
        String key = in.readUTF();
        String sha256 = in.readUTF();
        if (random.nextInt(left) < wanted) {
          wanted--;
          reader.read(key, sha256);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
