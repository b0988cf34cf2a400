package io.sightline.standalone.store;

import io.sightline.clipstore.ClipStore;
import io.sightline.clipstore.ClipStore.StagedObject;
import io.sightline.clipstore.ClipStore.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Copies every object of a store to another, and reads each back to compare its SHA-256. What is
 * there already with the same bytes is left alone, so that a copy that was broken off goes on where
 * it was. What the source loses meanwhile is skipped: retention goes on.
 */
public final class StoreCopy {
  /** Told after each object. */
  public interface Progress {
    void done(StoredObject object);
  }

  /**
   * @param copied objects sent
   * @param alreadyThere objects that had the same bytes
   * @param gone objects that vanished from the source meanwhile
   */
  public record Result(int copied, int alreadyThere, int gone, long bytes) {
    Result with(Outcome outcome, long size) {
      return new Result(
          copied + (outcome == Outcome.COPIED ? 1 : 0),
          alreadyThere + (outcome == Outcome.THERE ? 1 : 0),
          gone + (outcome == Outcome.GONE ? 1 : 0),
          bytes + (outcome == Outcome.COPIED ? size : 0));
    }
  }

  private enum Outcome {
    COPIED,
    THERE,
    GONE
  }

  private final ClipStore from;
  private final ClipStore to;

  public StoreCopy(ClipStore from, ClipStore to) {
    this.from = from;
    this.to = to;
  }

  /** Throws {@link IOException} at the first object that does not arrive as it was sent. */
  public Result run(List<StoredObject> objects, Progress progress) throws IOException {
    Result result = new Result(0, 0, 0, 0);
    for (StoredObject object : objects) {
      result = result.with(copy(object), object.bytes());
      progress.done(object);
    }
    return result;
  }

  private Outcome copy(StoredObject object) throws IOException {
    String key = object.key();
    try {
      Optional<Long> there = to.size(key);
      if (there.isPresent()
          && there.get() == object.bytes()
          && Arrays.equals(digest(from, key), digest(to, key))) {
        return Outcome.THERE;
      }
      send(key);
      return Outcome.COPIED;
    } catch (NoSuchFileException e) {
      if (from.size(key).isPresent()) {
        throw e;
      }
      return Outcome.GONE;
    }
  }

  private void send(String key) throws IOException {
    MessageDigest sent = sha256();
    try (StagedObject staged = to.stage(key)) {
      try (InputStream in = from.open(key, 0);
          OutputStream out = new DigestOutputStream(Files.newOutputStream(staged.path()), sent)) {
        in.transferTo(out);
      }
      staged.commit();
    }
    if (!Arrays.equals(sent.digest(), digest(to, key))) {
      throw new IOException(
          "object '" + key + "' reads back with other bytes than were sent: expected the same");
    }
  }

  private static byte[] digest(ClipStore store, String key) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = store.open(key, 0)) {
      in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    }
    return digest.digest();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
