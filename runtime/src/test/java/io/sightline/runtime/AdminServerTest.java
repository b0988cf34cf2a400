package io.sightline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdminServerTest {
  private final FakeService detect = new FakeService("detect", new ArrayList<>());
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AdminServer admin =
      new AdminServer(new AdminConfig("127.0.0.1", 0), List.of(detect), metrics);

  @BeforeEach
  void start() throws Exception {
    admin.start();
  }

  @AfterEach
  void close() {
    admin.close();
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + admin.port() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void allUp_isReadyAndLive() throws Exception {
    HttpResponse<String> ready = get("/health/ready");
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.body())
        .contains("\"ok\":true", "\"detect\":{\"state\":\"UP\"", Build.version());
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void degraded_isLiveButNotReady() throws Exception {
    detect.health = Health.degraded("registry \"away\"");
    HttpResponse<String> ready = get("/health/ready");
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body()).contains("registry \\\"away\\\"");
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void down_isNeither() throws Exception {
    detect.health = Health.down("fenced");
    assertThat(get("/health/ready").statusCode()).isEqualTo(503);
    assertThat(get("/health/live").statusCode()).isEqualTo(503);
  }

  @Test
  void metricsAndTopology_areServed() throws Exception {
    metrics.counter("sightline.dead.letters", "process", "detect").increment();
    assertThat(get("/metrics").body())
        .contains("sightline_dead_letters_total{process=\"detect\"} 1.0");
    assertThat(get("/topology").body()).contains("topology of detect");
  }

  @Test
  void metrics_tellHowServicesDoAndWhichBuildItIs() throws Exception {
    assertThat(get("/metrics").body())
        .contains("sightline_service_ready{service=\"detect\"} 1.0")
        .contains("sightline_build{version=\"" + Build.version() + "\"} 1.0")
        .contains("jvm_memory_used_bytes");

    detect.health = Health.degraded("away");
    assertThat(get("/metrics").body())
        .contains("sightline_service_ready{service=\"detect\"} 0.0")
        .contains("sightline_service_live{service=\"detect\"} 1.0");

    detect.health = Health.down("fenced");
    assertThat(get("/metrics").body()).contains("sightline_service_live{service=\"detect\"} 0.0");
  }

  @Test
  void unknownPage_isNotFound() throws Exception {
    assertThat(get("/").statusCode()).isEqualTo(404);
    assertThat(get("/metrics/more").statusCode()).isEqualTo(404);
  }

  @Test
  void portTaken_saysWhichAndWhatToDo() {
    AdminServer other =
        new AdminServer(new AdminConfig("127.0.0.1", admin.port()), List.of(), metrics);
    assertThatExceptionOfType(BindException.class)
        .isThrownBy(other::start)
        .withMessageContaining("admin.port " + admin.port())
        .withMessageContaining("expected a free port");
  }

  @Test
  void badPort_isRefused() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new AdminConfig(null, 70000))
        .withMessage("port 70000: expected 0 to 65535");
    assertThat(new AdminConfig(null, null)).isEqualTo(new AdminConfig("127.0.0.1", 9464));
  }
}
