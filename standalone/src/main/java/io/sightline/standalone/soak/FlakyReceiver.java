package io.sightline.standalone.soak;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A webhook's other end. Of each message, told by its id, it spoils the first attempts, none to
 * three by the id: it answers 500, drops the connection, or does not answer in time.
 */
final class FlakyReceiver implements AutoCloseable {
  private static final int WORST = 4;

  private final HttpServer server;
  private final String host;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final long slowMillis;
  private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
  private final Set<String> accepted = ConcurrentHashMap.newKeySet();
  private final AtomicInteger again = new AtomicInteger();
  private final AtomicInteger spoilt = new AtomicInteger();

  /**
   * @param slowMillis how long it holds back an answer that is to come too late
   */
  FlakyReceiver(long slowMillis) throws IOException {
    this("127.0.0.1", slowMillis);
  }

  /**
   * @param host address of this machine on which it listens
   */
  FlakyReceiver(String host, long slowMillis) throws IOException {
    this.host = host;
    this.slowMillis = slowMillis;
    this.server = HttpServer.create(new InetSocketAddress(host, 0), 64);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  URI url() {
    return URI.create("http://" + host + ":" + server.getAddress().getPort() + "/alerts");
  }

  private void answer(HttpExchange exchange) throws IOException {
    String id = String.valueOf(exchange.getRequestHeaders().getFirst("webhook-id"));
    exchange.getRequestBody().readAllBytes();
    int attempt = attempts.computeIfAbsent(id, i -> new AtomicInteger()).getAndIncrement();
    if (attempt < Math.floorMod(id.hashCode(), WORST)) {
      spoilt.incrementAndGet();
      spoil(exchange, Math.floorMod(id.hashCode() / WORST + attempt, 3));
      return;
    }
    if (!accepted.add(id)) {
      again.incrementAndGet();
    }
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private void spoil(HttpExchange exchange, int how) throws IOException {
    if (how == 0) {
      exchange.sendResponseHeaders(500, -1);
    } else if (how == 1) {
      sleep();
      exchange.sendResponseHeaders(204, -1);
    }
    exchange.close(); // Without an answer the connection just ends.
  }

  private void sleep() {
    try {
      Thread.sleep(slowMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ids of messages that were accepted, each once. */
  Set<String> accepted() {
    return Set.copyOf(accepted);
  }

  /** Messages that came again after they had been accepted: at least once, under the same id. */
  int again() {
    return again.get();
  }

  int spoilt() {
    return spoilt.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
