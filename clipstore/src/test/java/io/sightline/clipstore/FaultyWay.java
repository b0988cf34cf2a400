package io.sightline.clipstore;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Hands requests on to a server, and does to some of them what networks and servers do. */
public final class FaultyWay implements AutoCloseable {
  /** What happens to a request instead of an answer. */
  interface Fault {
    void happen(HttpExchange exchange, Onward onward) throws Exception;
  }

  /** Makes the request for real. */
  interface Onward {
    /** What the request carries. */
    byte[] body();

    HttpResponse<byte[]> send(byte[] body) throws Exception;

    default HttpResponse<byte[]> send() throws Exception {
      return send(body());
    }
  }

  private record Planned(Predicate<HttpExchange> which, Fault fault) {}

  private static final Set<String> NOT_HANDED_ON =
      Set.of("host", "connection", "content-length", "expect", "transfer-encoding", "upgrade");

  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Planned> faults = new ConcurrentLinkedQueue<>();
  private final URI target;
  private volatile @Nullable Planned always;

  /** Nothing is handed on: the server is not there. */
  public volatile boolean away;

  public FaultyWay(URI target) throws IOException {
    this.target = target;
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The next request of that kind meets the fault, once. */
  void once(Predicate<HttpExchange> which, Fault fault) {
    faults.add(new Planned(which, fault));
  }

  /** From now on every request of that kind meets the fault. */
  void always(Predicate<HttpExchange> which, Fault fault) {
    always = new Planned(which, fault);
  }

  static Predicate<HttpExchange> method(String method) {
    return exchange -> exchange.getRequestMethod().equals(method);
  }

  static Predicate<HttpExchange> listing() {
    return method("GET")
        .and(e -> String.valueOf(e.getRequestURI().getQuery()).contains("list-type"));
  }

  static Fault answer(int status, String body) {
    return (exchange, onward) -> reply(exchange, status, body.getBytes());
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (away) {
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      Onward onward = onward(exchange, body);
      Planned planned =
          faults.stream().filter(f -> f.which().test(exchange)).findFirst().orElse(null);
      if (planned != null && faults.remove(planned)) {
        planned.fault().happen(exchange, onward);
        return;
      }
      Planned lasting = always;
      if (lasting != null && lasting.which().test(exchange)) {
        lasting.fault().happen(exchange, onward);
        return;
      }
      handBack(exchange, onward.send());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Onward onward(HttpExchange exchange, byte[] body) {
    return new Onward() {
      @Override
      public byte[] body() {
        return body;
      }

      @Override
      public HttpResponse<byte[]> send(byte[] other) throws Exception {
        return client.send(copy(exchange, other), HttpResponse.BodyHandlers.ofByteArray());
      }
    };
  }

  /** The server's answer as it is. */
  static void handBack(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
    answer.headers().map().forEach((name, values) -> copyHeader(exchange, name, values));
    reply(exchange, answer.statusCode(), answer.body(), answer);
  }

  private static void copyHeader(HttpExchange exchange, String name, List<String> values) {
    if (!NOT_HANDED_ON.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":")) {
      exchange.getResponseHeaders().put(name, values);
    }
  }

  private HttpRequest copy(HttpExchange exchange, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.resolve(exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (name.equalsIgnoreCase("Content-MD5")) {
                request.header(name, md5(body));
              } else if (!NOT_HANDED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return request.build();
  }

  /** A body that was changed on the way has another. */
  private static String md5(byte[] body) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private static void reply(
      HttpExchange exchange, int status, byte[] body, HttpResponse<byte[]> original)
      throws IOException {
    if (exchange.getRequestMethod().equals("HEAD")) {
      original
          .headers()
          .firstValue("content-length")
          .ifPresent(length -> exchange.getResponseHeaders().set("Content-Length", length));
      exchange.sendResponseHeaders(status, -1);
    } else {
      reply(exchange, status, body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
