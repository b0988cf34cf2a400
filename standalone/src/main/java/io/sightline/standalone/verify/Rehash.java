package io.sightline.standalone.verify;

import io.sightline.clipstore.ClipStore;
import io.sightline.retention.audit.Finding;
import io.sightline.retention.audit.Finding.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Reads a part of the media again and compares it with the digests that were recorded. */
final class Rehash {
  private static final int AT_LEAST = 10;

  private final ClipStore store;
  private final double sharePercent;
  private int count;

  Rehash(ClipStore store, double sharePercent) {
    this.store = store;
    this.sharePercent = sharePercent;
  }

  /** Objects that were read. */
  int count() {
    return count;
  }

  /** Others each time: over the runs all of it is seen. */
  List<Finding> run(RehashSample recorded, Verification.Progress progress) throws IOException {
    int most = Math.min(recorded.count(), share(recorded.count()));
    List<Finding> findings = new ArrayList<>();
    recorded.choose(
        most,
        new Random(),
        (key, sha256) -> {
          compare(key, sha256, findings);
          progress.done(++count, most);
        });
    return findings;
  }

  private int share(int of) {
    return Math.max(AT_LEAST, (int) Math.ceil(of * sharePercent / 100));
  }

  private void compare(String key, String expected, List<Finding> findings) throws IOException {
    try {
      String found = sha256(key);
      if (!found.equals(expected)) {
        findings.add(
            new Finding(Kind.CHANGED, key, "SHA-256 %s: expected %s".formatted(found, expected)));
      }
    } catch (NoSuchFileException e) {
      // It went while this ran; what should not have gone is found as missing.
      return;
    }
  }

  private String sha256(String key) throws IOException {
    try (InputStream in = store.open(key, 0)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
