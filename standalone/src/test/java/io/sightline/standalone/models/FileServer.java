package io.sightline.standalone.models;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Serves one file over HTTP, and misbehaves as it is told. */
final class FileServer implements AutoCloseable {
  private static final int NEVER = -1;

  private final HttpServer server;
  private final List<String> ranges = new CopyOnWriteArrayList<>();
  private final AtomicInteger breaks = new AtomicInteger();
  private final byte[] file;
  private boolean knowsRanges = true;
  private int breakAfter = NEVER;
  private int status = 200;

  FileServer(byte[] file) throws IOException {
    this.file = file.clone();
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/model.onnx");
  }

  FileServer withoutRanges() {
    knowsRanges = false;
    return this;
  }

  /** Closes the connection after so many bytes, so many times. */
  FileServer breakingAfter(int bytes, int times) {
    breakAfter = bytes;
    breaks.set(times);
    return this;
  }

  FileServer answering(int code) {
    status = code;
    return this;
  }

  /** What was asked for, in order; empty: all. */
  List<String> ranges() {
    return new ArrayList<>(ranges);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    ranges.add(range == null ? "" : range);
    if (status != 200) {
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
      return;
    }
    int from = 0;
    if (range != null && knowsRanges) {
      from = Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
      if (from >= file.length) {
        exchange.sendResponseHeaders(416, -1);
        exchange.close();
        return;
      }
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes " + from + "-" + (file.length - 1) + "/" + file.length);
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, file.length - from);
    boolean breaking = breakAfter != NEVER && breaks.getAndDecrement() > 0;
    int length = breaking ? Math.min(breakAfter, file.length - from) : file.length - from;
    exchange.getResponseBody().write(file, from, length);
    exchange.getResponseBody().flush();
    if (breaking) {
      throw new IOException("broken off, as told");
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
