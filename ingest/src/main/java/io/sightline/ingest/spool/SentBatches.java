package io.sightline.ingest.spool;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest batches of a spool, in the file {@code sent} beside its segments: framed as an entry
 * is, their number (4 bytes), and for each from, to (8 each), number of facts (4), partition and
 * offset of each (4 and 8). Survives the death of the process. Not thread-safe.
 *
 * <p>There are two at most: the broker answers a commit before it has written it everywhere, and
 * takes the next batch only after that.
 */
final class SentBatches implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SentBatches.class);

  private final Path path;
  private final RandomAccessFile file;
  private List<Batch> batches;

  private SentBatches(Path path, RandomAccessFile file, List<Batch> batches) {
    this.path = path;
    this.file = file;
    this.batches = batches;
  }

  static SentBatches open(Path folder) throws IOException {
    Path path = folder.resolve("sent");
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    try {
      return new SentBatches(path, file, read(path, file));
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private static List<Batch> read(Path path, RandomAccessFile file) throws IOException {
    byte[] payload = EntryFormat.payload(file, 0, file.length());
    if (payload == null) {
      if (file.length() > 0) {
        LOG.warn("{}: torn, so nothing is known of what was sent last", path);
      }
      return List.of();
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload));
    List<Batch> batches = new ArrayList<>();
    for (int count = in.readInt(); count > 0; count--) {
      batches.add(batch(in));
    }
    return List.copyOf(batches);
  }

  private static Batch batch(DataInputStream in) throws IOException {
    long from = in.readLong();
    long to = in.readLong();
    List<Place> places = new ArrayList<>();
    for (int count = in.readInt(); count > 0; count--) {
      places.add(new Place(in.readInt(), in.readLong()));
    }
    return new Batch(from, to, places);
  }

  /** Oldest first; each begins where the one before ends. */
  List<Batch> all() {
    return batches;
  }

  /** The newest from now on; of those before, the one stays at whose end it begins. */
  void add(Batch batch) throws IOException {
    Stream<Batch> before = batches.stream().filter(each -> each.to() == batch.from());
    write(Stream.concat(before, Stream.of(batch)).toList());
  }

  /** Some of its facts went to other places. */
  void replace(Batch batch) throws IOException {
    write(batches.stream().map(each -> each.from() == batch.from() ? batch : each).toList());
  }

  void clear() throws IOException {
    batches = List.of();
    file.setLength(0);
  }

  private void write(List<Batch> next) throws IOException {
    batches = next;
    byte[] bytes = encode(next);
    try {
      file.seek(0);
      file.write(bytes);
    } catch (IOException e) {
      // A full disk must not keep facts from being published. What was noted before would mislead.
      LOG.warn("{}: what is sent is known to this process only: {}", path, e.toString());
      file.setLength(0);
    }
  }

  private static byte[] encode(List<Batch> batches) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(0);
    out.writeInt(batches.size());
    for (Batch batch : batches) {
      out.writeLong(batch.from());
      out.writeLong(batch.to());
      out.writeInt(batch.places().size());
      for (Place place : batch.places()) {
        out.writeInt(place.partition());
        out.writeLong(place.offset());
      }
    }
    return EntryFormat.framed(bytes.toByteArray()).array();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
