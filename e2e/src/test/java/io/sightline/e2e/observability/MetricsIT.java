package io.sightline.e2e.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.trace.v1.Span;
import io.sightline.avro.Alert;
import io.sightline.avro.AlertState;
import io.sightline.e2e.badinput.Standalone;
import io.sightline.e2e.observability.Catalogue.Metric;
import io.sightline.e2e.observability.Scrape.Sample;
import io.sightline.e2e.observability.TraceCollector.Trace;
import io.sightline.schemas.Headers;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.schemas.TraceParent;
import io.sightline.standalone.demo.DemoVideo;
import io.sightline.standalone.records.TopicRecords;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A visit, as metrics and headers of the real thing tell it. */
class MetricsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Path PAGE =
      Path.of(System.getProperty("sightline.root", ".."), "docs/reference/metrics.md");
  private static final String CONFIGURATION =
      """
      cameras:
        - {id: hall, source: scene.mp4, loop: true}
      alerting:
        channels: [{name: canary, type: log}]
      traces: {url: '%s', headers: {X-Token: token}}
      """;

  /** Registered when it first happens, and it need not. */
  private static final Set<String> ONLY_WHEN_IT_HAPPENS =
      Set.of(
          "sightline_dead_letters_total",
          "sightline_delivery_skipped_total",
          "sightline_feedback_given",
          "sightline_feedback_precision",
          "sightline_ingest_cameras_unreadable_total",
          "sightline_ingest_events_total",
          "sightline_retention_expiries_total",
          "sightline_retention_orders_total",
          "sightline_retention_overdue_total");

  @TempDir Path folder;

  @Test
  void visit_isInTheMetricsOfEveryStageAndOneTrace() throws Exception {
    Catalogue catalogue = Catalogue.read(PAGE);
    DemoVideo.write(folder.resolve("scene.mp4"));
    try (TraceCollector collector = TraceCollector.refusing(2);
        Standalone standalone =
            Standalone.start(folder, CONFIGURATION.formatted(collector.url()))) {
      await().atMost(PATIENCE).until(() -> isTold(Scrape.of(standalone.adminPort())));
      Scrape scrape = Scrape.of(standalone.adminPort());
      everyMetricIsThere(catalogue, scrape);
      nothingElseIsThere(catalogue, scrape);
      valuesAreSane(scrape);
      visitIsOneTrace(standalone);
      visitIsOneTree(collector);
      assertThat(collector.headers("X-Token")).containsOnly("token");
      assertThat(Scrape.of(standalone.adminPort()).sum("sightline_traces_failures_total"))
          .isEqualTo(2);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> lagIsToldOfEveryConsumer(Scrape.of(standalone.adminPort())));
    }
  }

  private static boolean isTold(Scrape scrape) {
    return scrape.sum("sightline_notifications_total", "channel=\"canary\"", "state=\"DELIVERED\"")
            > 0
        && scrape.sum("sightline_alerting_decisions_total", "outcome=\"alerted\"") > 0;
  }

  private static void everyMetricIsThere(Catalogue catalogue, Scrape scrape) {
    Set<String> missing = new TreeSet<>();
    for (Metric metric : catalogue.metrics().values()) {
      String series = metric.type().equals("timer") ? metric.name() + "_bucket" : metric.name();
      if (!scrape.names().contains(series) && !ONLY_WHEN_IT_HAPPENS.contains(metric.name())) {
        missing.add(series);
      }
    }
    assertThat(missing).as("in the catalogue, not served").isEmpty();
  }

  private static void nothingElseIsThere(Catalogue catalogue, Scrape scrape) {
    for (Sample sample : scrape.samples()) {
      if (sample.name().startsWith("sightline_")) {
        assertThat(catalogue.of(sample.name())).as(sample.name()).isPresent();
        Set<String> labels = sample.labelNames();
        labels.remove("le");
        assertThat(labels)
            .as(sample.name())
            .isEqualTo(catalogue.of(sample.name()).orElseThrow().labels());
      }
    }
  }

  private static void valuesAreSane(Scrape scrape) {
    String hall = "camera=\"hall\"";
    assertThat(scrape.sum("sightline_ingest_camera_online", hall)).isEqualTo(1);
    double frames = scrape.sum("sightline_ingest_frames_total", hall);
    assertThat(frames).isPositive();
    assertThat(scrape.sum("sightline_detect_frames_total")).isBetween(1.0, frames);
    assertThat(scrape.sum("sightline_alerting_alerts_total", "state=\"opened\"")).isPositive();
    for (String timer :
        List.of(
            "sightline_detect_wait_seconds",
            "sightline_detect_age_seconds",
            "sightline_detect_duration_seconds",
            "sightline_alerting_wait_seconds",
            "sightline_alerting_age_seconds",
            "sightline_delivery_age_seconds")) {
      double count = scrape.sum(timer + "_count");
      assertThat(count).as(timer).isPositive();
      assertThat(scrape.sum(timer + "_bucket", "le=\"+Inf\"")).as(timer).isEqualTo(count);
      assertThat(scrape.sum(timer + "_sum") / count).as(timer).isBetween(0.0, 60.0);
    }
    assertThat(scrape.sum("sightline_service_live", "service=\"detect\"")).isEqualTo(1);
    assertThat(scrape.sum("sightline_dead_letters_total")).isZero();
    assertThat(scrape.sum("sightline_retention_overdue_open")).isZero();
  }

  /** Each consumer tells its own, whoever made it; Micrometer looks for new ones once a minute. */
  private static void lagIsToldOfEveryConsumer(Scrape scrape) {
    List<String> consumers =
        scrape.samples().stream()
            .filter(sample -> sample.name().equals("kafka_consumer_fetch_manager_records_lag_max"))
            .map(Sample::labels)
            .toList();
    for (String name : List.of("detect", "alerting", "alerting-delivery-canary", "retention")) {
      assertThat(consumers).anyMatch(labels -> labels.contains(name));
    }
  }

  private static void visitIsOneTrace(Standalone standalone) {
    Alert opened =
        standalone.values(Topics.ALERTS).stream()
            .filter(alert -> alert.getState() == AlertState.OPENED)
            .findFirst()
            .orElseThrow();
    String trace = TraceParent.ofActivity(opened.getActivities().get(0)).traceId();
    for (Topic<?> topic :
        List.of(Topics.ACTIVITY, Topics.FRAMES, Topics.DETECTIONS, Topics.ALERTS)) {
      assertThat(traces(standalone, topic)).as(topic.name()).contains(trace);
    }
  }

  private static Set<String> traces(Standalone standalone, Topic<?> topic) {
    Set<String> traces = new TreeSet<>();
    TopicRecords.committed(standalone.kafka(), topic)
        .forEach(
            record ->
                Headers.text(record.headers(), Headers.TRACEPARENT)
                    .flatMap(TraceParent::parse)
                    .ifPresent(trace -> traces.add(trace.traceId())));
    return traces;
  }

  /** What was refused came again. */
  private static void visitIsOneTree(TraceCollector collector) {
    Set<String> names =
        Set.of("activity", "frame", "clip", "detect", "decide", "alert opened", "deliver");
    await()
        .atMost(PATIENCE)
        .until(() -> collector.traces().stream().anyMatch(one -> one.names().containsAll(names)));
    for (Trace trace : collector.traces()) {
      for (Span span : trace.spans().values()) {
        assertThat(span.getEndTimeUnixNano()).isGreaterThanOrEqualTo(span.getStartTimeUnixNano());
      }
      if (trace.names().containsAll(names)) {
        assertThat(trace.roots()).extracting(Span::getName).containsExactly("activity");
        assertThat(trace.withoutParent()).isEmpty();
        assertThat(trace.parents("detect")).containsOnly("frame");
        assertThat(trace.parents("alert opened")).containsOnly("detect");
        assertThat(trace.parents("deliver")).allMatch(name -> name.startsWith("alert "));
        assertThat(trace.service("deliver")).containsOnly("sightline-alerting");
      }
    }
  }
}
