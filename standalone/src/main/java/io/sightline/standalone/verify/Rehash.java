package io.sightline.standalone.verify;

import io.sightline.avro.Clip;
import io.sightline.avro.Recording;
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
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

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
  List<Finding> run(
      Collection<Clip> clips,
      Collection<Recording> pieces,
      Map<String, Long> objects,
      Verification.Progress progress)
      throws IOException {
    Map<String, String> digests = new TreeMap<>();
    clips.forEach(clip -> digests.put(clip.getKey(), clip.getSha256()));
    pieces.forEach(p -> digests.put(Objects.requireNonNull(p.getKey()), p.getSha256()));
    digests.keySet().retainAll(objects.keySet());
    List<String> keys = new ArrayList<>(digests.keySet());
    Collections.shuffle(keys, new Random());
    int most = Math.min(keys.size(), share(keys.size()));
    List<Finding> findings = new ArrayList<>();
    for (String key : keys.subList(0, most)) {
      compare(key, Objects.requireNonNull(digests.get(key)), findings);
      progress.done(++count, most);
    }
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
