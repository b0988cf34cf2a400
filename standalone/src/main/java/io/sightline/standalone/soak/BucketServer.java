package io.sightline.standalone.soak;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One bucket in memory, which can go away and come back with all that it holds. It understands the
 * part of S3's protocol that the clip store speaks about objects of one part, and asks for no key.
 */
final class BucketServer implements AutoCloseable {
  static final String BUCKET = "trial";

  private static final String ROOT = "/" + BUCKET + "/";
  private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");
  private static final Pattern PREFIX = Pattern.compile("(?:^|&)prefix=([^&]*)");
  private static final Pattern FROM = Pattern.compile("bytes=([0-9]+)-");

  private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final InetSocketAddress address;
  private HttpServer server;

  /**
   * @param host address of this machine on which it listens, on any free port
   */
  BucketServer(String host) throws IOException {
    server = listening(new InetSocketAddress(host, 0));
    address = server.getAddress();
  }

  private HttpServer listening(InetSocketAddress at) throws IOException {
    HttpServer starting = HttpServer.create(at, 64);
    starting.setExecutor(threads);
    starting.createContext("/", this::answer);
    starting.start();
    return starting;
  }

  URI endpoint() {
    return URI.create("http://" + address.getHostString() + ":" + address.getPort());
  }

  /** Nobody listens there any more. */
  void goAway() {
    server.stop(0);
  }

  void comeBack() throws IOException {
    server = listening(address);
  }

  /** Of all objects. */
  Set<String> keys() {
    return Set.copyOf(objects.keySet());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = RequestBody.of(exchange);
      String path = exchange.getRequestURI().getPath();
      String query = String.valueOf(exchange.getRequestURI().getRawQuery());
      String key = path.startsWith(ROOT) ? path.substring(ROOT.length()) : "";
      switch (exchange.getRequestMethod()) {
        case "PUT" -> put(exchange, key, body);
        case "POST" -> delete(exchange, new String(body, StandardCharsets.UTF_8));
        case "HEAD" -> head(exchange, key);
        default -> {
          if (!key.isEmpty()) {
            get(exchange, key);
          } else if (query.contains("list-type")) {
            list(exchange, query);
          } else {
            send(exchange, 200, xml("<VersioningConfiguration/>"));
          }
        }
      }
    }
  }

  private void put(HttpExchange exchange, String key, byte[] body) throws IOException {
    byte[] there = objects.get(key);
    String match = exchange.getRequestHeaders().getFirst("If-Match");
    boolean onlyNew = exchange.getRequestHeaders().containsKey("If-None-Match");
    if ((onlyNew && there != null)
        || (match != null && (there == null || !match.equals(tag(there))))) {
      send(exchange, 412, xml("<Error><Code>PreconditionFailed</Code></Error>"));
      return;
    }
    objects.put(key, body);
    exchange.getResponseHeaders().set("ETag", tag(body));
    exchange.sendResponseHeaders(200, -1);
  }

  private void delete(HttpExchange exchange, String body) throws IOException {
    Matcher keys = KEY.matcher(body);
    while (keys.find()) {
      objects.remove(keys.group(1));
    }
    send(exchange, 200, xml("<DeleteResult/>"));
  }

  private void head(HttpExchange exchange, String key) throws IOException {
    byte[] there = objects.get(key);
    if (there != null) {
      exchange.getResponseHeaders().set("ETag", tag(there));
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(there.length));
    }
    exchange.sendResponseHeaders(key.isEmpty() || there != null ? 200 : 404, -1);
  }

  private void get(HttpExchange exchange, String key) throws IOException {
    byte[] there = objects.get(key);
    if (there == null) {
      send(exchange, 404, xml("<Error><Code>NoSuchKey</Code></Error>"));
      return;
    }
    Matcher from = FROM.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
    int offset = from.matches() ? Integer.parseInt(from.group(1)) : 0;
    if (offset > 0 && offset >= there.length) {
      send(exchange, 416, xml("<Error><Code>InvalidRange</Code></Error>"));
      return;
    }
    exchange.getResponseHeaders().set("ETag", tag(there));
    if (offset > 0) {
      String range = "bytes %d-%d/%d".formatted(offset, there.length - 1, there.length);
      exchange.getResponseHeaders().set("Content-Range", range);
    }
    send(exchange, offset > 0 ? 206 : 200, Arrays.copyOfRange(there, offset, there.length));
  }

  private void list(HttpExchange exchange, String query) throws IOException {
    Matcher asked = PREFIX.matcher(query);
    String prefix = asked.find() ? URLDecoder.decode(asked.group(1), StandardCharsets.UTF_8) : "";
    StringBuilder found = new StringBuilder("<ListBucketResult><IsTruncated>false</IsTruncated>");
    objects.forEach(
        (key, bytes) -> {
          if (key.startsWith(prefix)) {
            found.append("<Contents><Key>").append(key).append("</Key><Size>");
            found.append(bytes.length).append("</Size></Contents>");
          }
        });
    send(exchange, 200, xml(found.append("</ListBucketResult>").toString()));
  }

  private static String tag(byte[] bytes) {
    return "\"" + Integer.toHexString(Arrays.hashCode(bytes)) + "-" + bytes.length + "\"";
  }

  private static byte[] xml(String text) {
    return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + text).getBytes(StandardCharsets.UTF_8);
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
