package io.sightline.standalone.verify;

import io.sightline.avro.Clip;
import io.sightline.avro.Expiry;
import io.sightline.avro.Recording;
import io.sightline.retention.audit.Finding;
import io.sightline.retention.audit.LedgerChain;
import io.sightline.retention.audit.LedgerChain.Told;
import io.sightline.retention.audit.Reconciliation;
import io.sightline.standalone.verify.Shards.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** One of the parts, in memory. */
final class Part implements Shards.Reader {
  /** Takes what is in the store and recorded. */
  interface Recorded {
    void take(String key, String sha256) throws IOException;
  }

  private final Map<String, Long> objects = new HashMap<>();
  private final Map<String, Clip> clips = new HashMap<>();
  private final List<Recording> pieces = new ArrayList<>();
  private final List<Expiry> entries = new ArrayList<>();
  private final List<Told> told = new ArrayList<>();
  private final Set<String> dataKeys = new HashSet<>();

  @Override
  public void read(Kind kind, String key, byte[] value) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(value);
    switch (kind) {
      case OBJECT -> objects.put(key, bytes.getLong());
      case CLIP ->
          clips.merge(
              key,
              Clip.fromByteBuffer(bytes),
              (a, b) -> b.getRevision() >= a.getRevision() ? b : a);
      case CLIP_GONE -> clips.remove(key);
      case PIECE -> pieces.add(Recording.fromByteBuffer(bytes));
      case ENTRY -> entries.add(Expiry.fromByteBuffer(bytes));
      case TOLD -> told.add(told(key, new String(value, StandardCharsets.UTF_8)));
      case KEY -> dataKeys.add(key);
      case KEY_GONE -> dataKeys.remove(key);
    }
  }

  private static Told told(String key, String place) {
    int slash = key.indexOf('/');
    int partition = Integer.parseInt(key.substring(0, slash));
    return new Told(partition, key.substring(slash + 1), place);
  }

  List<Finding> differences(Instant now, Duration grace) {
    List<Finding> findings = new ArrayList<>(LedgerChain.toldAgain(told));
    findings.addAll(
        new Reconciliation(now, grace)
            .withKeys(dataKeys)
            .run(clips.values(), pieces, entries, objects));
    return findings;
  }

  /** Each object once. */
  void recorded(Recorded recorded) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    clips.values().forEach(clip -> digests.put(clip.getKey(), clip.getSha256()));
    pieces.forEach(p -> digests.put(Objects.requireNonNull(p.getKey()), p.getSha256()));
    digests.keySet().retainAll(objects.keySet());
    for (Map.Entry<String, String> each : digests.entrySet()) {
      recorded.take(each.getKey(), each.getValue());
    }
  }

  int clips() {
    return clips.size();
  }

  int pieces() {
    return pieces.size();
  }

  int objects() {
    return objects.size();
  }
}
