package io.sightline.standalone.soak;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** What a client of S3 sends. */
final class RequestBody {
  private RequestBody() {}

  /** Signed requests over HTTP come in chunks, each behind a line with its length. */
  static byte[] of(HttpExchange exchange) throws IOException {
    byte[] raw = exchange.getRequestBody().readAllBytes();
    String digest = exchange.getRequestHeaders().getFirst("x-amz-content-sha256");
    if (digest == null || !digest.startsWith("STREAMING")) {
      return raw;
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream(raw.length);
    InputStream in = new ByteArrayInputStream(raw);
    int length = chunkLength(in);
    while (length > 0) {
      body.write(in.readNBytes(length));
      in.skipNBytes(2);
      length = chunkLength(in);
    }
    return body.toByteArray();
  }

  private static int chunkLength(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.append((char) next);
    }
    String hex = line.toString().split("[;\r]", 2)[0];
    return hex.isEmpty() ? 0 : Integer.parseInt(hex, 16);
  }
}
