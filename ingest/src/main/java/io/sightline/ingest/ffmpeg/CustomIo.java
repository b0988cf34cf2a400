package io.sightline.ingest.ffmpeg;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.avformat.Write_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** Bytes that FFmpeg reads or writes through Java instead of a file. Used by one thread. */
final class CustomIo implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int WHENCE = 3;

  /** What FFmpeg's calls end in. */
  interface Bytes {
    /** Up to so many into the array; -1 at the end. */
    default int read(byte[] to, int count) throws IOException {
      throw new IOException("bytes that are written cannot be read");
    }

    default void write(byte[] from) throws IOException {
      throw new IOException("bytes that are read cannot be written");
    }

    /** Native bytes, which are FFmpeg's again when this returns. */
    default void write(BytePointer from, int count) throws IOException {
      byte[] copy = new byte[count];
      from.get(copy);
      write(copy);
    }

    /**
     * Whether FFmpeg may hand on what is long, such as a fragment, in one piece. Not the first
     * bytes: in them a muxer steps back.
     */
    default boolean takesLongPieces() {
      return false;
    }

    /** FFmpeg has done what it was asked for: what it wrote should be where it stays. */
    default void settle() throws IOException {}

    default boolean seeks() {
      return false;
    }

    default void seek(long to) throws IOException {
      throw new IOException("cannot go to byte " + to + ": these bytes only go forward");
    }

    default long position() throws IOException {
      return -1;
    }

    /** -1 if nobody knows. */
    default long size() throws IOException {
      return -1;
    }
  }

  /** By the address of what FFmpeg hands back: JavaCPP provides ten instances of a callback. */
  private static final Map<Long, CustomIo> OPEN = new ConcurrentHashMap<>();

  private static final Read_packet_Pointer_BytePointer_int READ =
      new Read_packet_Pointer_BytePointer_int() {
        @Override
        public int call(Pointer id, BytePointer to, int count) {
          return found(id).read(to, count);
        }
      };

  private static final Write_packet_Pointer_BytePointer_int WRITE =
      new Write_packet_Pointer_BytePointer_int() {
        @Override
        public int call(Pointer id, BytePointer from, int count) {
          return found(id).write(from, count);
        }
      };

  private static final Seek_Pointer_long_int SEEK =
      new Seek_Pointer_long_int() {
        @Override
        public long call(Pointer id, long offset, int whence) {
          return found(id).seek(offset, whence);
        }
      };

  private static CustomIo found(Pointer id) {
    CustomIo io = OPEN.get(id.address());
    if (io == null) {
      throw new IllegalStateException("FFmpeg goes on with bytes that are closed");
    }
    return io;
  }

  private final Bytes bytes;
  private final BytePointer id = new BytePointer(1);
  private final AVIOContext io;
  private final byte[] chunk = new byte[BUFFER_BYTES];
  private boolean handsOn;
  private @Nullable IOException failure;

  private CustomIo(Bytes bytes, boolean writes) {
    this.bytes = bytes;
    OPEN.put(id.address(), this);
    BytePointer buffer = new BytePointer(avutil.av_malloc(BUFFER_BYTES));
    io =
        avformat.avio_alloc_context(
            buffer,
            BUFFER_BYTES,
            writes ? 1 : 0,
            id,
            writes ? null : READ,
            writes ? WRITE : null,
            bytes.seeks() ? SEEK : null);
    io.seekable(bytes.seeks() ? avformat.AVIO_SEEKABLE_NORMAL : 0);
  }

  static CustomIo reading(Bytes from) {
    return new CustomIo(from, false);
  }

  static CustomIo writing(Bytes to) {
    return new CustomIo(to, true);
  }

  boolean seeks() {
    return bytes.seeks();
  }

  /** Before the container is opened; to be closed after that. */
  void attach(AVFormatContext context) {
    context.pb(io);
    context.flags(context.flags() | AVFormatContext.AVFMT_FLAG_CUSTOM_IO);
  }

  void settle() throws IOException {
    bytes.settle();
  }

  /** Hands on what FFmpeg still holds; tells what went wrong on the way. */
  void flush() throws IOException {
    avformat.avio_flush(io);
    IOException failed = failure;
    if (failed != null) {
      throw failed;
    }
  }

  /** What made a call fail, since FFmpeg knows a number only. */
  @Nullable IOException failure() {
    return failure;
  }

  private int read(BytePointer to, int count) {
    try {
      int read = bytes.read(chunk, Math.min(count, chunk.length));
      if (read <= 0) {
        return avutil.AVERROR_EOF();
      }
      to.put(chunk, 0, read);
      return read;
    } catch (IOException | RuntimeException e) {
      return failed(e);
    }
  }

  private int write(BytePointer from, int count) {
    try {
      bytes.write(from, count);
      if (!handsOn && bytes.takesLongPieces()) {
        handsOn = true;
        io.direct(1);
      }
      return count;
    } catch (IOException | RuntimeException e) {
      return failed(e);
    }
  }

  private long seek(long offset, int whence) {
    try {
      if ((whence & avformat.AVSEEK_SIZE) != 0) {
        return bytes.size();
      }
      long to =
          switch (whence & WHENCE) {
            case 0 -> offset;
            case 1 -> bytes.position() + offset;
            default -> bytes.size() + offset;
          };
      bytes.seek(to);
      return to;
    } catch (IOException | RuntimeException e) {
      return failed(e);
    }
  }

  private int failed(Exception e) {
    if (failure == null) {
      failure = e instanceof IOException io ? io : new IOException(e);
    }
    return avutil.AVERROR_EIO();
  }

  @Override
  public void close() {
    if (OPEN.remove(id.address()) != null) {
      avutil.av_free(io.buffer());
      avformat.avio_context_free(io);
      id.close();
    }
  }
}
