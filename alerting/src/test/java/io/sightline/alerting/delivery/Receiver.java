package io.sightline.alerting.delivery;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** A real HTTP server that answers what the test says, in order, and 200 after that. */
public final class Receiver implements AutoCloseable {
  public static final int HANG = -1;
  public static final int DROP = -2;
  public static final int HANG_IN_BODY = -3;

  public record Call(String path, Headers headers, byte[] body) {
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  public final List<Call> calls = new CopyOnWriteArrayList<>();
  public final BlockingQueue<Integer> answers = new LinkedBlockingQueue<>();

  /** Sent with every answer. */
  public volatile byte[] body = {};

  /** A header of every answer, in seconds, unless it is empty. */
  public volatile String retryAfter = "";

  private final CountDownLatch closing = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  public Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
  }

  private void handle(HttpExchange exchange) throws IOException {
    calls.add(
        new Call(
            exchange.getRequestURI().toString(),
            exchange.getRequestHeaders(),
            exchange.getRequestBody().readAllBytes()));
    Integer answer = answers.poll();
    int status = answer == null ? 200 : answer;
    if (status == DROP) {
      throw new IOException("dropping the connection as the test asked");
    }
    if (status == HANG) {
      hang();
    }
    if (!retryAfter.isEmpty()) {
      exchange.getResponseHeaders().add("Retry-After", retryAfter);
    }
    if (body.length > 0) {
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
      return;
    }
    exchange.sendResponseHeaders(status > 0 ? status : 200, status == HANG_IN_BODY ? 100 : -1);
    if (status == HANG_IN_BODY) {
      exchange.getResponseBody().flush();
      hang();
    }
    exchange.close();
  }

  private void hang() {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
