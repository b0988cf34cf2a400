package io.sightline.standalone.models;

import io.sightline.detect.ModelCatalogue.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The folder of the models of the catalogue, each {@code NAME.onnx}; a file there is whole. */
public record ModelFolder(Path path) {
  private static final long MAX_BYTES = 1L << 30;

  /** How a model's file is. */
  public enum State {
    /** Its digest is one that the catalogue knows. */
    VERIFIED,
    /** It is there, and the catalogue knows no digest of it. */
    UNKNOWN,
    /** Its digest is another than the catalogue's. */
    WRONG,
    MISSING
  }

  /** Told how far a download is; total is -1 if it is not known. */
  public interface Progress {
    void at(long bytes, long total);
  }

  public Path file(Entry model) {
    return path.resolve(model.name() + ".onnx");
  }

  public State state(Entry model) throws IOException {
    Path file = file(model);
    if (!Files.exists(file)) {
      return State.MISSING;
    }
    String digest = digest(file);
    if (digest.equals(model.sha256()) || digest.equals(model.tried())) {
      return State.VERIFIED;
    }
    return model.sha256() == null && model.tried() == null ? State.UNKNOWN : State.WRONG;
  }

  /**
   * Fetches a model, verifies it and puts it in place, all or nothing. What an earlier call got
   * before it broke off is used.
   *
   * @param from where to fetch it; null: where its makers offer it
   * @param expected SHA-256 of it; null: the catalogue's
   * @return false if it was there already
   */
  public boolean pull(Entry model, @Nullable URI from, @Nullable String expected, Progress progress)
      throws IOException, InterruptedException {
    String wanted = expected == null ? model.sha256() : expected;
    if (wanted == null) {
      throw new IllegalArgumentException(
          "the catalogue knows no SHA-256 of "
              + model.name()
              + ": expected it with --sha256, from somebody you trust");
    }
    Path file = file(model);
    if (Files.exists(file) && digest(file).equals(wanted)) {
      return false;
    }
    Files.createDirectories(path);
    Path part = path.resolve(model.name() + ".onnx.part");
    URI source = from == null ? model.source() : from;
    boolean resumed = Files.exists(part) && Files.size(part) > 0;
    long maxBytes = expected == null && model.bytes() > 0 ? model.bytes() : MAX_BYTES;
    new Download(source, part, maxBytes, progress::at).run();
    String found = digest(part);
    if (!found.equals(wanted) && resumed) {
      // What was there before may have been of another file.
      Files.delete(part);
      new Download(source, part, maxBytes, progress::at).run();
      found = digest(part);
    }
    if (!found.equals(wanted)) {
      Files.delete(part);
      throw new IOException(
          source + " has the SHA-256 " + found + ": expected " + wanted + "; nothing was kept");
    }
    force(part);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return true;
  }

  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  static String digest(Path file) throws IOException {
    MessageDigest sha256;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java", e);
    }
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(sha256.digest());
  }
}
