package io.sightline.standalone.verify;

import io.sightline.avro.Clip;
import io.sightline.avro.Expiry;
import io.sightline.avro.Recording;
import io.sightline.clipstore.ClipStore.StoredObject;
import io.sightline.retention.audit.Finding;
import io.sightline.retention.audit.LedgerChain.Told;
import io.sightline.retention.audit.Reconciliation;
import io.sightline.standalone.verify.Shards.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What store and topics say, on disk, and compared a part after the other: memory holds one of
 * {@link #SHARDS} parts, and what was found.
 */
final class Gathered implements AutoCloseable {
  /** Twenty thousand objects in each, where there are five million. */
  static final int SHARDS = 256;

  private static final byte[] NOTHING = {};

  private final Shards shards;
  private final RehashSample sample;
  private int entries;
  private int clips;
  private int pieces;
  private int objects;

  Gathered(Path scratch) throws IOException {
    this(scratch, SHARDS);
  }

  Gathered(Path scratch, int parts) throws IOException {
    this.shards = new Shards(scratch, parts);
    this.sample = new RehashSample(shards.beside("recorded"));
  }

  void object(StoredObject object) {
    byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(object.bytes()).array();
    shards.add(Kind.OBJECT, Reconciliation.unitOf(object.key()), object.key(), bytes);
  }

  /** A revision of a clip; the newest counts. */
  void clip(Clip clip) {
    shards.add(Kind.CLIP, clip.getClipId(), clip.getClipId(), bytes(clip::toByteBuffer));
  }

  /** The tombstone of a clip. */
  void clipGone(String id) {
    shards.add(Kind.CLIP_GONE, id, id, NOTHING);
  }

  /** A recording; what is no piece does not count. */
  void recording(Recording recording) {
    String key = recording.getKey();
    if (key != null) {
      String unit = Reconciliation.unitOf(key);
      shards.add(Kind.PIECE, unit, key, bytes(recording::toByteBuffer));
    }
  }

  /** An entry of the ledger that can be read. */
  void entry(Expiry entry, Told told) {
    shards.add(Kind.ENTRY, entry.getClipId(), entry.getClipId(), bytes(entry::toByteBuffer));
    byte[] place = told.place().getBytes(StandardCharsets.UTF_8);
    String id = told.partition() + "/" + told.recordId();
    shards.add(Kind.TOLD, id, id, place);
  }

  /** Any entry. */
  void counted() {
    entries++;
  }

  void dataKey(String id) {
    shards.add(Kind.KEY, id, id, NOTHING);
  }

  /** The tombstone of a data key. */
  void dataKeyGone(String id) {
    shards.add(Kind.KEY_GONE, id, id, NOTHING);
  }

  private interface Encoding {
    ByteBuffer encode() throws IOException;
  }

  private static byte[] bytes(Encoding encoding) {
    try {
      ByteBuffer buffer = encoding.encode();
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Entries that the ledger has twice, and what store and topics differ in, by kind and subject.
   */
  List<Finding> differences(Instant now, Duration grace, Verification.Progress progress)
      throws IOException {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < shards.count(); i++) {
      Part part = new Part();
      shards.read(i, part);
      findings.addAll(part.differences(now, grace));
      part.recorded(sample::add);
      clips += part.clips();
      pieces += part.pieces();
      objects += part.objects();
      progress.done(i + 1, shards.count());
    }
    findings.sort(Comparator.comparing(Finding::kind).thenComparing(Finding::subject));
    return findings;
  }

  /** What is in the store and recorded with its digest, once the differences were looked for. */
  RehashSample sample() {
    return sample;
  }

  Verification.Report report(int rehashed, List<Finding> findings) {
    return new Verification.Report(objects, clips, pieces, entries, rehashed, findings);
  }

  @Override
  public void close() throws IOException {
    sample.close();
    shards.close();
  }
}
