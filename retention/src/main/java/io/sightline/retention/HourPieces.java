package io.sightline.retention;

import static java.time.temporal.ChronoUnit.MICROS;

import io.sightline.avro.Recording;
import io.sightline.clipstore.ClipLayout;
import io.sightline.schemas.Ids;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** The pieces of an hour of recordings, in the order in which they came. */
record HourPieces(List<Piece> pieces) {
  static final HourPieces NONE = new HourPieces(List.of());

  /**
   * @param from capture time of the first picture
   * @param until of the end of the last
   * @param sha256 lower-case hex
   * @param extension of its key
   */
  record Piece(Instant from, Instant until, long bytes, String sha256, String extension) {
    static Piece of(Recording recording) {
      String key = Objects.requireNonNullElse(recording.getKey(), "");
      return new Piece(
          recording.getCapturedAt(),
          recording.getEndedAt(),
          recording.getBytes(),
          recording.getSha256(),
          key.substring(key.lastIndexOf('.') + 1));
    }

    String key(String camera) {
      return ClipLayout.recording(camera, from, Ids.recording(camera, from), extension);
    }

    /** Whether anything of it was captured from one time to before another. */
    boolean overlaps(Instant begin, Instant end) {
      return from.isBefore(end) && (until.isAfter(begin) || !from.isBefore(begin));
    }
  }

  HourPieces {
    pieces = List.copyOf(pieces);
  }

  HourPieces with(Piece piece) {
    List<Piece> more = new ArrayList<>(pieces);
    more.removeIf(each -> each.from().equals(piece.from()));
    more.add(piece);
    return new HourPieces(more);
  }

  HourPieces without(String camera, Set<String> keys) {
    return new HourPieces(pieces.stream().filter(p -> !keys.contains(p.key(camera))).toList());
  }

  HourPieces only(String camera, Set<String> keys) {
    return new HourPieces(pieces.stream().filter(p -> keys.contains(p.key(camera))).toList());
  }

  HourPieces overlapping(Instant begin, Instant end) {
    return new HourPieces(pieces.stream().filter(piece -> piece.overlaps(begin, end)).toList());
  }

  List<String> keys(String camera) {
    return pieces.stream().map(piece -> piece.key(camera)).toList();
  }

  List<String> ids(String camera) {
    return pieces.stream().map(piece -> Ids.recording(camera, piece.from())).toList();
  }

  long bytes() {
    return pieces.stream().mapToLong(Piece::bytes).sum();
  }

  /** SHA-256 over the digest before and each piece's, as hex. */
  String digest() {
    String digest = "";
    for (Piece piece : pieces) {
      digest = chained(digest, piece.sha256());
    }
    return digest;
  }

  static String chained(String before, String digest) {
    byte[] bytes = (before + digest).getBytes(StandardCharsets.US_ASCII);
    return HexFormat.of().formatHex(Ledger.sha256(bytes));
  }

  /** The fields in their order, times in microseconds since 1970. */
  static Serde<HourPieces> serde() {
    return Serdes.serdeFrom(
        (topic, pieces) -> pieces == null ? null : write(pieces.pieces()),
        (topic, bytes) -> bytes == null ? null : new HourPieces(read(bytes)));
  }

  private static byte[] write(Collection<Piece> pieces) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (Piece piece : pieces) {
        out.writeLong(MICROS.between(Instant.EPOCH, piece.from()));
        out.writeLong(MICROS.between(Instant.EPOCH, piece.until()));
        out.writeLong(piece.bytes());
        out.writeUTF(piece.sha256());
        out.writeUTF(piece.extension());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static List<Piece> read(byte[] bytes) {
    List<Piece> pieces = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      while (in.available() > 0) {
        pieces.add(
            new Piece(
                Instant.EPOCH.plus(in.readLong(), MICROS),
                Instant.EPOCH.plus(in.readLong(), MICROS),
                in.readLong(),
                in.readUTF(),
                in.readUTF()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("pieces of an hour of " + bytes.length + " bytes", e);
    }
    return pieces;
  }
}
