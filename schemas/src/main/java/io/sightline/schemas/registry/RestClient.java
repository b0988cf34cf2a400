package io.sightline.schemas.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** Asks a registry over HTTP, trying again within a bound while it is away. */
final class RestClient {
  static final int NOT_AVRO = 42201;

  /** Subject, version or schema not found: the registry's answer, not a wrong address. */
  private static final Set<Integer> NOT_FOUND = Set.of(40401, 40402, 40403);

  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One for all of a kind: each brings threads of its own, and a process has a dozen serdes. */
  private static final ConcurrentMap<Map<String, String>, HttpClient> CLIENTS =
      new ConcurrentHashMap<>();

  private final RegistrySettings settings;
  private final HttpClient http;

  RestClient(RegistrySettings settings) {
    this.settings = settings;
    this.http = CLIENTS.computeIfAbsent(settings.tls(), RestClient::client);
  }

  private static HttpClient client(Map<String, String> tls) {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5));
    SSLContext context = RegistryTls.context(tls);
    return (context == null ? client : client.sslContext(context)).build();
  }

  /** What the registry said; a body that is no JSON is a missing node. */
  record Answer(URI uri, int status, JsonNode body, String text) {
    JsonNode orRefuse(String attempted) {
      if (status == 200 && body.isObject()) {
        return body;
      }
      String said = text.length() > 500 ? text.substring(0, 500) + "…" : text;
      throw new RegistryException(
          "could not %s: %s answered %d: %s".formatted(attempted, uri, status, said), code());
    }

    Optional<JsonNode> ifFound(String attempted) {
      return NOT_FOUND.contains(code()) ? Optional.empty() : Optional.of(orRefuse(attempted));
    }

    private int code() {
      return body.path("error_code").asInt(status);
    }

    private boolean isTransient() {
      return status >= 500 || status == 429 || status == 408;
    }
  }

  Answer get(String path) {
    return ask("GET", path, BodyPublishers.noBody());
  }

  Answer post(String path, String body) {
    return ask("POST", path, BodyPublishers.ofString(body));
  }

  private Answer ask(String method, String path, BodyPublisher body) {
    Duration wait = settings.firstWait();
    for (int attempt = 0; ; attempt++) {
      URI uri = URI.create(settings.urls().get(attempt % settings.urls().size()) + path);
      String problem;
      IOException cause = null;
      try {
        Answer answer = send(request(method, uri, body));
        if (!answer.isTransient()) {
          return answer;
        }
        problem = "answered " + answer.status() + ": " + answer.text();
      } catch (IOException e) {
        cause = e;
        problem = "no answer: " + e;
      }
      if (attempt >= settings.maxRetries()) {
        throw unavailable(method + " " + uri, attempt + 1, problem, cause);
      }
      wait = sleep(wait);
    }
  }

  private static RegistryUnavailableException unavailable(
      String request, int attempts, String problem, @Nullable IOException cause) {
    return new RegistryUnavailableException(
        "schema registry unavailable: %s, attempt %d: %s".formatted(request, attempts, problem),
        cause);
  }

  private Answer send(HttpRequest request) throws IOException {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      String text = response.body();
      return new Answer(request.uri(), response.statusCode(), json(text), text);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private HttpRequest request(String method, URI uri, BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .method(method, body)
            .timeout(settings.timeout())
            .header("Accept", MEDIA_TYPE + ", application/json")
            .header("Content-Type", MEDIA_TYPE);
    if (settings.userInfo() != null) {
      byte[] userInfo = settings.userInfo().getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(userInfo));
    }
    return request.build();
  }

  private static Duration sleep(Duration wait) {
    try {
      Thread.sleep(wait.toMillis());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
    Duration next = wait.multipliedBy(2);
    return next.compareTo(LONGEST_WAIT) < 0 ? next : LONGEST_WAIT;
  }
}
