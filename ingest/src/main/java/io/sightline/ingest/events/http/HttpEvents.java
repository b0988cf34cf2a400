package io.sightline.ingest.events.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sightline.ingest.events.EventDoor;
import io.sightline.ingest.events.EventOutcome;
import io.sightline.ingest.events.EventSource;
import io.sightline.ingest.events.ToldEvent;
import io.sightline.runtime.Health;
import io.sightline.runtime.HttpPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes {@code POST /events/<camera>} with an event in JSON from whoever has the token. */
public final class HttpEvents implements EventSource {
  private static final String PATH = "/events/";
  private static final int THREADS = 4;
  private static final int MAX_WAITING = 64;
  private static final int BODY_SECONDS = 10;

  private final HttpEventsConfig config;
  private final EventDoor desk;
  private final RateLimit rate;
  private final EventJson json = new EventJson();
  private final ObjectMapper answers = new ObjectMapper();
  private @Nullable HttpServer server;
  private @Nullable ThreadPoolExecutor threads;
  private @Nullable ScheduledThreadPoolExecutor timer;

  public HttpEvents(HttpEventsConfig config, EventDoor desk) {
    this.config = config;
    this.desk = desk;
    this.rate = new RateLimit(config.ratePerSecond(), System::nanoTime);
  }

  private record Answer(int status, String outcome, String detail) {}

  @Override
  public synchronized void start() throws IOException {
    HttpServer bound = HttpPort.bind("ingest.events.http.port", config.host(), config.port());
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(MAX_WAITING),
            task -> new Thread(task, "events-http"));
    server = bound;
    threads = pool;
    timer = new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "events-http-timer"));
    timer.setRemoveOnCancelPolicy(true);
    bound.setExecutor(pool);
    bound.createContext("/", this::handle);
    bound.start();
  }

  /** The port it listens on; differs from the configured one if that is 0. */
  public synchronized int port() {
    if (server == null) {
      throw new IllegalStateException("events over HTTP are not started");
    }
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer = answer(exchange);
      byte[] body =
          answers.writeValueAsBytes(
              new TreeMap<>(Map.of("outcome", answer.outcome(), "detail", answer.detail())));
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      if (answer.status() == 401) {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
      }
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    if (!isAuthorized(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return refused(401, "unauthorized", "expected the header Authorization: Bearer <token>");
    }
    String path = exchange.getRequestURI().getPath();
    if (!path.startsWith(PATH) || path.indexOf('/', PATH.length()) >= 0) {
      return refused(404, "no-such-page", "expected POST /events/<camera>");
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      return refused(
          405, "not-a-post", exchange.getRequestMethod() + ": expected POST /events/<camera>");
    }
    String camera = path.substring(PATH.length());
    if (!desk.isOpen(camera)) {
      return answer(camera, EventOutcome.ELSEWHERE);
    }
    if (!rate.allows(camera)) {
      return refused(
          429,
          "too-many",
          "more than %d events a second for '%s'".formatted(config.ratePerSecond(), camera));
    }
    return take(exchange, camera);
  }

  private Answer take(HttpExchange exchange, String camera) throws IOException {
    int most = config.maxBodyKib() << 10;
    byte[] body = body(exchange, most + 1);
    if (body.length > most) {
      return refused(413, "too-large", "the body has more than " + most + " bytes");
    }
    try {
      ToldEvent event = json.read(body);
      return answer(camera, desk.tell(camera, event));
    } catch (BadEventException e) {
      return refused(400, "not-an-event", String.valueOf(e.getMessage()));
    }
  }

  /** A sender that is too slow is cut off. */
  private byte[] body(HttpExchange exchange, int most) throws IOException {
    ScheduledThreadPoolExecutor watch = timer();
    ScheduledFuture<?> cut = watch.schedule(exchange::close, BODY_SECONDS, TimeUnit.SECONDS);
    try {
      return exchange.getRequestBody().readNBytes(most);
    } finally {
      cut.cancel(false);
    }
  }

  private synchronized ScheduledThreadPoolExecutor timer() throws IOException {
    if (timer == null) {
      throw new IOException("closed");
    }
    return timer;
  }

  private Answer refused(int status, String why, String detail) {
    desk.refused("http", why);
    return new Answer(status, why, detail);
  }

  private static Answer answer(String camera, EventOutcome outcome) {
    return switch (outcome) {
      case TAKEN -> new Answer(202, "taken", "");
      case REPEATED -> new Answer(200, "repeated", "an event with this id was told to its end");
      case OFF -> new Answer(409, "off", "camera '" + camera + "' has analysis: off");
      case FULL, UNSEEN ->
          new Answer(503, "full", "too many events wait for a picture of '" + camera + "'");
      case ELSEWHERE ->
          new Answer(
              421,
              "elsewhere",
              "camera '" + shown(camera) + "' is not open in this process; expected one that is");
    };
  }

  private static String shown(String camera) {
    return camera.length() <= 64 ? camera : camera.substring(0, 64) + "...";
  }

  private boolean isAuthorized(@Nullable String header) {
    String scheme = "Bearer ";
    return header != null
        && header.regionMatches(true, 0, scheme, 0, scheme.length())
        && MessageDigest.isEqual(
            digest(header.substring(scheme.length()).strip()), digest(config.token().value()));
  }

  /** Compared by digest, in the same time whatever the length. */
  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new UncheckedIOException(new IOException(e));
    }
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
    if (timer != null) {
      timer.shutdownNow();
      timer = null;
    }
  }
}
