package io.sightline.e2e.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Receives webhooks, and answers each with the same status, once it is allowed to. */
public final class Hook implements AutoCloseable {
  /** {@code webhook-id} of each call, in order. */
  public final List<String> calls = new CopyOnWriteArrayList<>();

  private static final int DROP = -1;

  private volatile int status;
  private final CountDownLatch answering = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  private Hook(int status) throws IOException {
    this.status = status;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public static Hook answering(int status) throws IOException {
    Hook hook = new Hook(status);
    hook.letGo();
    return hook;
  }

  /** Says how much it will answer, and breaks off in the middle. */
  static Hook dropping() throws IOException {
    return answering(DROP);
  }

  /** Holds every call until it is let go. */
  static Hook hanging() throws IOException {
    return new Hook(200);
  }

  /** From now on. */
  void answer(int other) {
    status = other;
  }

  void letGo() {
    answering.countDown();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      calls.add(String.valueOf(exchange.getRequestHeaders().getFirst("webhook-id")));
      answering.await();
      if (status == DROP) {
        exchange.sendResponseHeaders(200, 100);
        exchange.getResponseBody().write(1);
        exchange.getResponseBody().flush();
      } else {
        exchange.sendResponseHeaders(status, -1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    letGo();
    server.stop(0);
    threads.shutdownNow();
  }
}
