package io.sightline.console.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.sightline.clipstore.ClipStore;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An object of the clip store as the answer to a GET or HEAD, whole or in part. */
record MediaAnswer(
    ClipStore store, String key, long size, String contentType, @Nullable String tag) {
  private static final int CHUNK_BYTES = 64 * 1024;

  void send(Context context) throws IOException {
    HttpServletResponse response = context.res();
    response.setHeader("Accept-Ranges", "bytes");
    if (tag != null) {
      response.setHeader("ETag", tag);
    }
    try {
      Optional<ByteRange> range = range(context);
      if (range.isPresent()) {
        response.setStatus(206);
        response.setHeader("Content-Range", range.get().of(size));
      }
      body(context, response, range.orElse(new ByteRange(0, size - 1)));
    } catch (ByteRange.Unsatisfiable e) {
      context.header("Content-Range", "bytes */" + size);
      throw new Problem(
          416, "Range", "" + context.header("Range"), "bytes within the " + size + " there are");
    }
  }

  /** A part of another version of the object than asked for would be worse than the whole. */
  private Optional<ByteRange> range(Context context) throws ByteRange.Unsatisfiable {
    String version = context.header("If-Range");
    return version != null && !version.equals(tag)
        ? Optional.empty()
        : ByteRange.parse(context.header("Range"), size);
  }

  private void body(Context context, HttpServletResponse response, ByteRange range)
      throws IOException {
    if (context.method() == HandlerType.HEAD || range.length() == 0) {
      describe(response, range);
      return;
    }
    try (InputStream in = store.open(key, range.first())) {
      describe(response, range); // not before it is open: a refusal has another length
      copy(in, response.getOutputStream(), range.length());
    }
  }

  private void describe(HttpServletResponse response, ByteRange range) {
    response.setContentType(contentType);
    response.setContentLengthLong(range.length());
  }

  private void copy(InputStream in, OutputStream out, long length) throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    long left = length;
    while (left > 0) {
      int read = in.read(chunk, 0, (int) Math.min(chunk.length, left));
      if (read < 0) {
        throw new EOFException(key + ": " + left + " bytes short of the " + size + " expected");
      }
      out.write(chunk, 0, read);
      left -= read;
    }
  }
}
