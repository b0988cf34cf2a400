package io.sightline.ingest.media;

import io.sightline.ingest.mask.Masks;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a source delivers. Times are microseconds since the first picture of the source. */
public sealed interface MediaEvent {

  /**
   * A packet as it came. Its bytes may be lent by the source until {@link MediaSource#next()} is
   * called again: who keeps the packet for longer asks for {@link #kept()} before.
   */
  final class Packet implements MediaEvent {
    /** Bytes that are the source's. */
    public interface Lent {
      int size();

      /** Not to be called later than the source allows. */
      byte[] copy();
    }

    private final int stream;
    private final @Nullable Lent lent;
    private byte @Nullable [] data;
    private final long ptsMicros;
    private final long dtsMicros;
    private final long durationMicros;
    private final boolean key;

    /**
     * @param stream index into {@link StreamInfo#streams()}
     * @param ptsMicros when it is to be shown
     * @param dtsMicros when it is to be decoded
     * @param durationMicros 0 if unknown
     * @param key whether decoding can begin here
     */
    public Packet(
        int stream, byte[] data, long ptsMicros, long dtsMicros, long durationMicros, boolean key) {
      this(stream, null, data, ptsMicros, dtsMicros, durationMicros, key);
    }

    /** As the other, of bytes that are copied only if somebody asks for them. */
    public Packet(
        int stream, Lent lent, long ptsMicros, long dtsMicros, long durationMicros, boolean key) {
      this(stream, lent, null, ptsMicros, dtsMicros, durationMicros, key);
    }

    private Packet(
        int stream,
        @Nullable Lent lent,
        byte @Nullable [] data,
        long ptsMicros,
        long dtsMicros,
        long durationMicros,
        boolean key) {
      this.stream = stream;
      this.lent = lent;
      this.data = data;
      this.ptsMicros = ptsMicros;
      this.dtsMicros = dtsMicros;
      this.durationMicros = durationMicros;
      this.key = key;
    }

    public int stream() {
      return stream;
    }

    /** The bytes; from then on they are kept. */
    public byte[] data() {
      byte[] bytes = data;
      if (bytes == null) {
        bytes = Objects.requireNonNull(lent, "neither bytes nor a lender").copy();
        data = bytes;
      }
      return bytes;
    }

    /** This packet, which from now on may be used at any time. */
    public Packet kept() {
      Objects.requireNonNull(data());
      return this;
    }

    /** How many bytes. */
    public int size() {
      byte[] bytes = data;
      return bytes != null ? bytes.length : Objects.requireNonNull(lent).size();
    }

    /** Whose the bytes are; null if they were never lent. */
    public @Nullable Lent lent() {
      return lent;
    }

    public long ptsMicros() {
      return ptsMicros;
    }

    public long dtsMicros() {
      return dtsMicros;
    }

    public long durationMicros() {
      return durationMicros;
    }

    public boolean key() {
      return key;
    }
  }

  /** A decoded picture. Valid until the next call of {@link MediaSource#next()}. */
  non-sealed interface Picture extends MediaEvent {
    long ptsMicros();

    int width();

    int height();

    /** Brightness 0..255, row by row, scaled down to the given size by area. */
    byte[] luma(int width, int height);

    /** The picture as JPEG, scaled down to at most the given width. */
    byte[] jpeg(int maxWidth) throws IOException;

    /**
     * The same with every pixel under a mask black.
     *
     * @throws IOException also where the picture cannot be masked: there is none then
     */
    default byte[] jpeg(int maxWidth, Masks masks) throws IOException {
      if (!masks.isEmpty()) {
        throw new IOException("pictures of this source cannot be masked");
      }
      return jpeg(maxWidth);
    }

    /**
     * A part of the picture as JPEG, at full resolution but scaled down to at most so many pixels a
     * side, with every pixel under a mask black.
     *
     * @throws IOException also where no part can be cut out: there is none then
     */
    default byte[] crop(PixelBox part, int maxSide, Masks masks) throws IOException {
      throw new IOException("no parts can be cut out of pictures of this source");
    }
  }
}
