package io.sightline.runtime;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells operators how the process does: {@code /health/live}, {@code /health/ready}, {@code
 * /metrics} and {@code /topology}.
 */
public final class AdminServer implements Service {
  private static final int THREADS = 2;

  private final AdminConfig config;
  private final List<Service> services;
  private final PrometheusMeterRegistry metrics;
  private final ObjectMapper json = new ObjectMapper();
  private final ProcessMetrics process = new ProcessMetrics();
  private @Nullable HttpServer server;
  private @Nullable ExecutorService threads;

  /**
   * @param services whose health counts
   */
  public AdminServer(
      AdminConfig config, List<? extends Service> services, PrometheusMeterRegistry metrics) {
    this.config = config;
    this.services = List.copyOf(services);
    this.metrics = metrics;
  }

  /** A process's services: an admin server, and after it those whose health it tells. */
  public static List<Service> before(
      AdminConfig config, List<? extends Service> services, PrometheusMeterRegistry metrics) {
    List<Service> all = new ArrayList<>();
    all.add(new AdminServer(config, services, metrics));
    all.addAll(services);
    return all;
  }

  private record Answer(int status, String type, String body) {}

  private interface Page {
    Answer get() throws IOException;
  }

  @Override
  public String name() {
    return "admin";
  }

  /** Throws {@link BindException} with the address if the port is taken. */
  @Override
  public synchronized void start() throws IOException {
    server = HttpPort.bind("admin.port", config.host(), config.port());
    threads = Executors.newFixedThreadPool(THREADS, task -> new Thread(task, "admin"));
    server.setExecutor(threads);
    process.bind(services, metrics);
    page("/health/live", this::live);
    page("/health/ready", this::ready);
    page("/metrics", () -> new Answer(200, "text/plain; version=0.0.4", metrics.scrape()));
    page("/topology", this::topology);
    server.start();
  }

  /** The port it listens on; differs from the configured one if that is 0. */
  public synchronized int port() {
    if (server == null) {
      throw new IllegalStateException("admin server is not started");
    }
    return server.getAddress().getPort();
  }

  @Override
  public synchronized Health health() {
    return server == null
        ? Health.starting("not started")
        : Health.up("port " + server.getAddress().getPort());
  }

  @Override
  public synchronized void close() {
    if (server != null) {
      server.stop(0);
      server = null;
    }
    if (threads != null) {
      threads.shutdownNow();
    }
    process.close();
  }

  /** Dead only if a service is down for good: a restart helps then, and only then. */
  private Answer live() throws IOException {
    return report(Health::isLive);
  }

  private Answer ready() throws IOException {
    return report(Health::isReady);
  }

  private Answer report(Predicate<Health> good) throws IOException {
    Map<String, Health> all = new LinkedHashMap<>();
    services.forEach(service -> all.put(service.name(), service.health()));
    boolean allGood = all.values().stream().allMatch(good);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("ok", allGood);
    body.put("build", Build.version());
    body.put("services", all);
    return new Answer(allGood ? 200 : 503, "application/json", json.writeValueAsString(body));
  }

  private Answer topology() {
    String text =
        services.stream()
            .map(service -> service.name() + "\n" + service.describe().stripTrailing() + "\n")
            .collect(Collectors.joining("\n"));
    return new Answer(200, "text/plain; charset=utf-8", text);
  }

  private void page(String path, Page page) {
    if (server != null) {
      server.createContext(path, exchange -> answer(exchange, path, page));
    }
  }

  private static void answer(HttpExchange exchange, String path, Page page) throws IOException {
    try (exchange) {
      Answer answer = answerTo(exchange, path, page);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.type());
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static Answer answerTo(HttpExchange exchange, String path, Page page) throws IOException {
    if (!exchange.getRequestURI().getPath().equals(path)) {
      return new Answer(404, "text/plain", "no such page\n");
    }
    if (!exchange.getRequestMethod().equals("GET")) {
      return new Answer(405, "text/plain", "only GET is answered\n");
    }
    return page.get();
  }
}
