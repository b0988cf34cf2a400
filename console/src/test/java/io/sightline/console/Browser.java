package io.sightline.console;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real Chromium with one page, driven over its DevTools protocol. */
final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();

  /** What the page complained about: exceptions, errors on its console, refused loads. */
  final List<String> complaints = new CopyOnWriteArrayList<>();

  /** The browser's program, if there is one on this machine. */
  private static Optional<Path> installed() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .map(name -> Path.of("/usr/bin", name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** One of the size of a small screen; a test on a machine without one is skipped. */
  static Browser orSkip(Path profile) throws Exception {
    Optional<Path> program = installed();
    assumeTrue(program.isPresent(), "no chromium on this machine: the page is not tried out");
    return new Browser(program.get(), profile, 1180, 1000);
  }

  private Browser(Path program, Path profile, int width, int height) throws Exception {
    process = start(program, profile, width, height);
    try {
      socket =
          CLIENT
              .newWebSocketBuilder()
              .buildAsync(pageAddress(profile), new Listener())
              .get(30, TimeUnit.SECONDS);
      for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
        call(domain + ".enable", Map.of());
      }
    } catch (Exception e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static Process start(Path program, Path profile, int width, int height)
      throws IOException {
    ProcessBuilder chromium =
        new ProcessBuilder(
            program.toString(),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--autoplay-policy=no-user-gesture-required",
            "--window-size=" + width + "," + height,
            "--user-data-dir=" + profile,
            "--remote-debugging-port=0",
            "about:blank");
    chromium.environment().put("TZ", "UTC"); // what "today" is follows from it
    return chromium
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static URI pageAddress(Path profile) throws Exception {
    Path portFile = profile.resolve("DevToolsActivePort");
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .until(() -> Files.exists(portFile) && Files.readAllLines(portFile).size() == 2);
    URI list = URI.create("http://127.0.0.1:" + Files.readAllLines(portFile).get(0) + "/json/list");
    String targets =
        CLIENT
            .send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    for (JsonNode target : JSON.readTree(targets)) {
      if (target.get("type").asText().equals("page")) {
        return URI.create(target.get("webSocketDebuggerUrl").asText());
      }
    }
    throw new IllegalStateException("browser without a page: " + targets);
  }

  void open(String address) throws Exception {
    call("Page.navigate", Map.of("url", address));
  }

  /** The value of an expression in the page; promises are waited for. */
  JsonNode evaluate(String expression) throws Exception {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
    }
    return answer.at("/result/value");
  }

  void waitFor(String condition) {
    Awaitility.await(condition)
        .atMost(30, TimeUnit.SECONDS)
        .ignoreExceptions()
        .until(() -> evaluate("!!(" + condition + ")").asBoolean());
  }

  void screenshot(Path file) throws Exception {
    JsonNode picture = call("Page.captureScreenshot", Map.of("format", "png"));
    Files.write(file, Base64.getDecoder().decode(picture.get("data").asText()));
  }

  private JsonNode call(String method, Map<String, ?> parameters) throws Exception {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    String message =
        JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
    synchronized (this) {
      socket.sendText(message, true).get(30, TimeUnit.SECONDS);
    }
    return answer.get(30, TimeUnit.SECONDS);
  }

  private void took(JsonNode message) {
    if (message.has("id")) {
      JsonNode result = message.has("result") ? message.get("result") : message.get("error");
      answers.remove(message.get("id").asInt()).complete(result);
    } else if (message.at("/method").asText().equals("Runtime.exceptionThrown")
        || message.at("/params/entry/level").asText().equals("error")
        || message.at("/params/type").asText().equals("error")) {
      complaints.add(message.get("params").toString());
    }
  }

  @Override
  public void close() throws Exception {
    socket.abort();
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    // Children that still write would get in the way of deleting the profile.
    for (ProcessHandle child : all) {
      child.destroyForcibly();
      child.onExit().get(10, TimeUnit.SECONDS);
    }
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        try {
          took(JSON.readTree(text.toString()));
        } catch (IOException e) {
          complaints.add(e.toString());
        }
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }
}
