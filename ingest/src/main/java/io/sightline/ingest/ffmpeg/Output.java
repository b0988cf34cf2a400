package io.sightline.ingest.ffmpeg;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.global.avformat;
import org.jspecify.annotations.Nullable;

/** Where a muxer's bytes go: into a file, or through Java. */
final class Output {
  private final String name;
  private final @Nullable CustomIo custom;

  private Output(String name, @Nullable CustomIo custom) {
    this.name = name;
    this.custom = custom;
  }

  static Output file(Path file) {
    return new Output(file.toString(), null);
  }

  /**
   * @param name for people
   */
  static Output to(String name, CustomIo.Bytes bytes) {
    return new Output(name, CustomIo.writing(bytes));
  }

  /**
   * @param stream closed by whoever opened it
   */
  static Output to(String name, OutputStream stream) {
    return to(
        name,
        new CustomIo.Bytes() {
          @Override
          public void write(byte[] from) throws IOException {
            stream.write(from);
          }
        });
  }

  String name() {
    return name;
  }

  /** Then a muxer must not make up anything. */
  boolean isMadeTwice() {
    return custom != null && custom.seeks();
  }

  String address() {
    return "file:" + name;
  }

  /** Returns FFmpeg's error code if it cannot. */
  int open(AVFormatContext context) {
    if (custom != null) {
      custom.attach(context);
      return 0;
    }
    AVIOContext io = new AVIOContext(null);
    int result = avformat.avio_open(io, address(), avformat.AVIO_FLAG_WRITE);
    if (result >= 0) {
      context.pb(io);
    }
    return result;
  }

  /** What Java says about a failed write, if it is the one that knows. */
  @Nullable IOException failure() {
    return custom == null ? null : custom.failure();
  }

  /** FFmpeg has done what it was asked for. */
  void settle() throws IOException {
    if (custom != null) {
      custom.settle();
    }
  }

  /** Everything is written; returns FFmpeg's error code if that could not be. */
  int finish(AVFormatContext context) throws IOException {
    if (custom != null) {
      custom.flush();
    }
    return close(context);
  }

  int close(AVFormatContext context) {
    AVIOContext io = context.pb();
    if (io == null || io.isNull()) {
      return 0;
    }
    int result = custom == null ? avformat.avio_closep(io) : 0;
    context.pb(null);
    if (custom != null) {
      custom.close();
    }
    return result;
  }

  /** A muxer that was never opened has nothing else to close it. */
  void release() {
    if (custom != null) {
      custom.close();
    }
  }
}
