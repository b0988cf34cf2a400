package io.sightline.e2e.secured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sightline.avro.SiteMode;
import io.sightline.clipstore.ClipStore;
import io.sightline.console.http.ConsoleServer;
import io.sightline.e2e.observability.TraceCollector;
import io.sightline.runtime.ConfigLoader;
import io.sightline.runtime.Health;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.ProcessRunner;
import io.sightline.runtime.Service;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.standalone.Processes;
import io.sightline.standalone.access.Grant;
import io.sightline.standalone.access.Right;
import io.sightline.standalone.access.Rights;
import io.sightline.standalone.access.Role;
import io.sightline.standalone.cameras.CameraPublisher;
import io.sightline.standalone.config.SightlineConfig;
import io.sightline.standalone.demo.DemoVideo;
import io.sightline.standalone.erase.ErasureDesk;
import io.sightline.standalone.erase.Scope;
import io.sightline.standalone.gate.ClusterGate;
import io.sightline.standalone.mode.SiteModes;
import io.sightline.standalone.records.TopicRecords;
import io.sightline.standalone.traces.TracesConfig;
import io.sightline.standalone.traces.TracesService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole pipeline, each process with a password of its own and the rights of its role alone. */
class OwnRightsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Topics TOPICS = new Topics("sightline");

  @TempDir static Path folder;

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Map<Role, List<Service>> running = new EnumMap<>(Role.class);

  @Test
  void everyProcess_worksUnderItsOwnRightsAndGoesOnWhenOneIsGivenBack() throws Exception {
    DemoVideo.write(folder.resolve("scene.mp4"));
    SightlineConfig config = config();
    try (SecuredCluster cluster = new SecuredCluster(folder, TOPICS, new Certificates(folder));
        TraceCollector collector = TraceCollector.refusing(0);
        ClipStore store = config.store().open()) {
      KafkaSettings operator = cluster.member(Role.OPERATOR, config.site());
      new SiteModes(operator)
          .set(config.site(), SiteMode.HOME, "test", Clock.systemUTC().instant());
      new CameraPublisher(operator, config.site(), config.cameras(), Clock.systemUTC()).apply();
      for (Processes.Kind kind : Processes.Kind.values()) {
        Role role = Role.valueOf(kind.name());
        start(kind, config, cluster.member(role, config.site()), store);
      }
      startTraces(config, cluster.member(Role.TRACES, config.site()), collector);

      for (Topic<?> topic :
          List.of(Topics.ALERTS, Topics.DECISIONS, Topics.NOTIFICATIONS, Topics.EXPIRIES)) {
        awaitMore(cluster, topic, 0);
      }
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(troubles()).isEmpty());
      consoleAnswers(operator);
      await().atMost(PATIENCE).until(() -> !collector.traces().isEmpty());

      outOfAndBackIn(cluster, Processes.Kind.INGEST, Topics.FRAMES);
      outOfAndBackIn(cluster, Processes.Kind.DETECT, Topics.DETECTIONS);
      outOfAndBackIn(cluster, Processes.Kind.ALERTING, Topics.DECISIONS);
    } finally {
      while (!open.isEmpty()) {
        open.pop().close();
      }
    }
  }

  /** What it reads from topics when it is asked: recordings, and a certificate from nearly all. */
  private void consoleAnswers(KafkaSettings operator) throws Exception {
    Instant now = Clock.systemUTC().instant();
    Scope hour = new Scope("hall", now.minusSeconds(7200), now.minusSeconds(3600), "");
    String erasure = new ErasureDesk(operator).request(hour, "ann", "a test", now).getErasureId();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(page("/api/erasures/" + erasure + "/certificate"))
                    .contains(
                        "sightline erasure certificate", "\"ann\"", TOPICS.name(Topics.FRAMES)));
    assertThat(page("/api/recordings?camera=hall&from=" + hour.from() + "&to=" + hour.until()))
        .contains("\"complete\":true");
  }

  private String page(String path) throws Exception {
    int port =
        running.get(Role.CONSOLE).stream()
            .filter(ConsoleServer.class::isInstance)
            .map(service -> ((ConsoleServer) service).port())
            .findFirst()
            .orElseThrow();
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private void outOfAndBackIn(SecuredCluster cluster, Processes.Kind kind, Topic<?> topic)
      throws Exception {
    Role role = Role.valueOf(kind.name());
    Right right =
        Rights.of(role, TOPICS, "home").stream()
            .filter(r -> r.resource().name().equals(TOPICS.name(topic)))
            .filter(r -> r.operation() == AclOperation.WRITE)
            .findFirst()
            .orElseThrow();
    String user = Grant.user(role, TOPICS);
    cluster.revoke(user, right);
    await()
        .dontCatchUncaughtExceptions() // Streams replaces a thread that failed.
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(troubles())
                    .anyMatch(said -> said.contains("User:" + user + " lacks " + right.describe()))
                    .anyMatch(said -> said.contains("Not authorized to access topics")));
    cluster.grant(user, List.of(right));
    await()
        .dontCatchUncaughtExceptions()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(troubles()).isEmpty());
    awaitMore(cluster, topic, count(cluster, topic));
  }

  private static void awaitMore(SecuredCluster cluster, Topic<?> topic, int than) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(count(cluster, topic)).as(topic.name()).isGreaterThan(than));
  }

  private static int count(SecuredCluster cluster, Topic<?> topic) {
    return TopicRecords.committed(cluster.superUser(), topic).size();
  }

  /** What services say that are not up. */
  private List<String> troubles() {
    return running.values().stream()
        .flatMap(List::stream)
        .filter(service -> service.health().state() != Health.State.UP)
        .map(service -> service.name() + ": " + service.health())
        .toList();
  }

  private void start(
      Processes.Kind kind, SightlineConfig config, KafkaSettings kafka, ClipStore store)
      throws IOException {
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    String name = kind.name().toLowerCase(Locale.ROOT);
    List<Service> services = new Processes(config, kafka, store, name, metrics).of(kind);
    start(Role.valueOf(kind.name()), config, kafka, services);
  }

  private void startTraces(SightlineConfig config, KafkaSettings kafka, TraceCollector collector) {
    TracesConfig to =
        new TracesConfig(URI.create(collector.url()), Map.of(), PATIENCE.dividedBy(8));
    Service traces =
        new TracesService(kafka, to, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    start(Role.TRACES, config, kafka, List.of(traces));
  }

  private void start(
      Role role, SightlineConfig config, KafkaSettings kafka, List<Service> services) {
    List<Service> all = new ArrayList<>();
    all.add(new ClusterGate(role, kafka, config.site()));
    all.addAll(services);
    ProcessRunner runner = new ProcessRunner(all);
    Thread thread = new Thread(runner::run, "process-" + role);
    thread.start();
    running.put(role, all);
    open.push(
        () -> {
          runner.stop();
          thread.join();
        });
  }

  private static SightlineConfig config() throws Exception {
    String yaml =
        """
        data: %1$s/data
        topics: {partitions: 1}
        console: {port: 0}
        alerting: {channels: [{name: log, type: log}]}
        cameras:
          - {id: hall, source: %1$s/scene.mp4, loop: true, retention: 5s}
        """
            .formatted(folder);
    return ConfigLoader.parse("test", yaml, SightlineConfig.class, Map.of());
  }
}
