package io.sightline.retention;

import static java.time.temporal.ChronoUnit.MICROS;

import io.sightline.schemas.Ids;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Pieces of an hour of recordings that are to be erased, while the rest of the hour stays.
 *
 * @param request id of the erasure
 * @param keys in the clip store
 * @param attempt orders to delete them so far
 * @param wakeAt when to look at it again, by the wall clock
 */
record PieceOrder(
    Phase phase,
    String camera,
    Instant hour,
    String request,
    List<String> keys,
    int attempt,
    Instant wakeAt) {

  /** Where they are on their way out; the store writes the name. */
  enum Phase {
    /** To be ordered as soon as the hour is not held. */
    WAITING,
    /** Ordered to be deleted, not answered yet. */
    ORDERED,
    /** The store could not delete them; to be ordered again. */
    FAILED
  }

  PieceOrder {
    keys = List.copyOf(keys);
  }

  String hourId() {
    return Ids.hour(camera, hour);
  }

  /** Under which it is kept. */
  String id() {
    return hourId() + "/" + request;
  }

  /** Of the order to the deleter. */
  String recordId() {
    return hourId() + "-p" + attempt + "-" + request;
  }

  PieceOrder in(Phase next, int attempts, Instant wake) {
    return new PieceOrder(next, camera, hour, request, keys, attempts, wake);
  }

  PieceOrder with(List<String> more) {
    TreeSet<String> all = new TreeSet<>(keys);
    all.addAll(more);
    return new PieceOrder(
        Phase.WAITING, camera, hour, request, List.copyOf(all), attempt, Instant.EPOCH);
  }

  static Serde<PieceOrder> serde() {
    return Serdes.serdeFrom(
        (topic, order) -> order == null ? null : write(order),
        (topic, bytes) -> bytes == null ? null : read(bytes));
  }

  private static byte[] write(PieceOrder order) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(order.phase().name());
      out.writeUTF(order.camera());
      out.writeLong(MICROS.between(Instant.EPOCH, order.hour()));
      out.writeUTF(order.request());
      out.writeInt(order.keys().size());
      for (String key : order.keys()) {
        out.writeUTF(key);
      }
      out.writeInt(order.attempt());
      out.writeLong(MICROS.between(Instant.EPOCH, order.wakeAt()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static PieceOrder read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      Phase phase = Phase.valueOf(in.readUTF());
      String camera = in.readUTF();
      Instant hour = Instant.EPOCH.plus(in.readLong(), MICROS);
      String request = in.readUTF();
      List<String> keys = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        keys.add(in.readUTF());
      }
      int attempt = in.readInt();
      Instant wakeAt = Instant.EPOCH.plus(in.readLong(), MICROS);
      return new PieceOrder(phase, camera, hour, request, keys, attempt, wakeAt);
    } catch (IOException e) {
      throw new UncheckedIOException("an order of " + bytes.length + " bytes", e);
    }
  }
}
