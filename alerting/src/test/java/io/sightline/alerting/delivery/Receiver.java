package io.sightline.alerting.delivery;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** A real HTTP server that answers what the test says, in order, and 200 after that. */
final class Receiver implements AutoCloseable {
  static final int HANG = -1;
  static final int DROP = -2;
  static final int HANG_IN_BODY = -3;

  record Call(Headers headers, byte[] body) {}

  final List<Call> calls = new CopyOnWriteArrayList<>();
  final BlockingQueue<Integer> answers = new LinkedBlockingQueue<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/hook", this::handle);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
  }

  private void handle(HttpExchange exchange) throws IOException {
    calls.add(new Call(exchange.getRequestHeaders(), exchange.getRequestBody().readAllBytes()));
    Integer answer = answers.poll();
    int status = answer == null ? 200 : answer;
    if (status == DROP) {
      throw new IOException("dropping the connection as the test asked");
    }
    if (status == HANG) {
      hang();
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
