package io.sightline.standalone.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sightline.runtime.Health;
import io.sightline.runtime.Service;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A schema registry that any Confluent-compatible client can use, over a topic of the broker. */
public final class EmbeddedRegistry implements Service {
  /** Where its entries are kept on the broker. */
  public static final String TOPIC = SchemaLog.TOPIC;

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRegistry.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final int LIMIT_BYTES = 1 << 20;
  private static final int THREADS = 2;

  static {
    // Without this the JDK's server makes each answer on a kept connection wait 40 ms.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  private final Supplier<Map<String, ?>> client;
  private final int replicationFactor;
  private final RegistryPort listener;
  private @Nullable SchemaLog log;
  private @Nullable ExecutorService threads;
  private volatile @Nullable HttpServer server;

  /**
   * For anybody on this host, over a broker that lets anybody in.
   *
   * @param bootstrapServers of the broker, which runs when this starts
   * @param port 0: any free one
   */
  public EmbeddedRegistry(Supplier<String> bootstrapServers, String host, int port) {
    this(
        () -> Map.of("bootstrap.servers", bootstrapServers.get()),
        1,
        RegistryPort.open(host, port));
  }

  /**
   * @param client how to reach the cluster, in Kafka's own keys
   * @param replicationFactor of its topic, where that is not there yet
   */
  public EmbeddedRegistry(
      Supplier<Map<String, ?>> client, int replicationFactor, RegistryPort listener) {
    this.client = client;
    this.replicationFactor = replicationFactor;
    this.listener = listener;
  }

  @Override
  public String name() {
    return "registry";
  }

  /**
   * Returns when the schemas are read and clients can connect.
   *
   * @throws IOException if the port is taken
   */
  @Override
  public void start() throws IOException, InterruptedException {
    HttpServer starting = listener.bind();
    try {
      log = SchemaLog.open(client.get(), replicationFactor);
      Routes routes = new RegistryApi(new Registry(log)).routes();
      threads = Executors.newFixedThreadPool(THREADS, EmbeddedRegistry::thread);
      starting.setExecutor(threads);
      HttpContext all = starting.createContext("/", exchange -> answer(routes, exchange));
      listener.authenticator().ifPresent(all::setAuthenticator);
      starting.start();
      server = starting;
    } catch (RuntimeException | InterruptedException e) {
      starting.stop(0);
      close();
      throw e;
    }
  }

  /** For clients: {@code schema.registry.url}. */
  public String url() {
    HttpServer running = server;
    int bound = running == null ? listener.port() : running.getAddress().getPort();
    return listener.scheme() + "://" + listener.host() + ":" + bound;
  }

  @Override
  public Health health() {
    return server == null ? Health.starting("") : Health.up(url());
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop(0);
      server = null;
    }
    if (threads != null) {
      threads.shutdown();
      threads = null;
    }
    if (log != null) {
      log.close();
      log = null;
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "schema-registry");
    thread.setDaemon(true);
    return thread;
  }

  private static void answer(Routes routes, HttpExchange exchange) throws IOException {
    try {
      send(
          exchange,
          200,
          routes.answer(exchange.getRequestMethod(), exchange.getRequestURI(), body(exchange)));
    } catch (Refusal refusal) {
      send(exchange, refusal.status(), error(refusal.code(), refusal.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
      send(exchange, 500, error(500, "Internal error: " + e));
    } finally {
      exchange.close();
    }
  }

  private static Map<String, Object> error(int code, @Nullable String message) {
    return Map.of("error_code", code, "message", String.valueOf(message));
  }

  private static String body(HttpExchange exchange) throws IOException, Refusal {
    byte[] body = exchange.getRequestBody().readNBytes(LIMIT_BYTES + 1);
    if (body.length > LIMIT_BYTES) {
      throw Refusal.tooLarge(LIMIT_BYTES);
    }
    return new String(body, UTF_8);
  }

  private static void send(HttpExchange exchange, int status, Object answer) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("Content-Type", MEDIA_TYPE);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
