package io.sightline.retention;

import static java.time.temporal.ChronoUnit.MICROS;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * How stores write what is in them: a version, then the fields in their order, times in
 * microseconds since 1970.
 */
final class StateBytes {
  private static final byte VERSION = 1;
  private static final int MOST = 100_000;

  private StateBytes() {}

  /** Writes a state. */
  interface Writer<V> {
    void write(String topic, V state, DataOutputStream out) throws IOException;
  }

  /** Reads a state. */
  interface Reader<V> {
    V read(String topic, DataInputStream in) throws IOException;
  }

  /** Writes an element of a list. */
  interface Element<E> {
    void write(DataOutputStream out, E element) throws IOException;
  }

  /** Reads an element of a list. */
  interface ElementRead<E> {
    E read(DataInputStream in) throws IOException;
  }

  /**
   * @param what is read and written, for messages
   */
  static <V> Serde<V> serde(String what, Writer<V> writer, Reader<V> reader) {
    return Serdes.serdeFrom(
        (topic, state) -> state == null ? null : write(topic, state, writer),
        (topic, bytes) -> bytes == null ? null : read(what, topic, bytes, reader));
  }

  private static <V> byte[] write(String topic, V state, Writer<V> writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      writer.write(topic, state, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static <V> V read(String what, String topic, byte[] bytes, Reader<V> reader) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      byte version = in.readByte();
      if (version != VERSION) {
        throw new IOException("version " + version + ": expected " + VERSION);
      }
      return reader.read(topic, in);
    } catch (IOException e) {
      throw new UncheckedIOException("%s of %d bytes".formatted(what, bytes.length), e);
    }
  }

  static void write(Instant time, DataOutputStream out) throws IOException {
    out.writeLong(MICROS.between(Instant.EPOCH, time));
  }

  static Instant instant(DataInputStream in) throws IOException {
    return Instant.EPOCH.plus(in.readLong(), MICROS);
  }

  static <E> void write(List<E> list, DataOutputStream out, Element<E> each) throws IOException {
    out.writeInt(list.size());
    for (E element : list) {
      each.write(out, element);
    }
  }

  static <E> List<E> list(DataInputStream in, ElementRead<E> each) throws IOException {
    int size = in.readInt();
    if (size < 0 || size > MOST) {
      throw new IOException("a list of " + size + ": expected 0 to " + MOST);
    }
    List<E> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      list.add(each.read(in));
    }
    return list;
  }
}
