package io.sightline.alerting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.alerting.core.CameraLog;
import io.sightline.avro.Alert;
import io.sightline.avro.Camera;
import io.sightline.avro.Decision;
import io.sightline.avro.Detections;
import io.sightline.avro.Outcome;
import io.sightline.avro.Reason;
import io.sightline.avro.Rule;
import io.sightline.avro.RuleAction;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Headers;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.schemas.TraceParent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertingTopologyTest {
  private static final Instant PUBLISHED = Instant.parse("2026-03-02T08:00:00Z");
  private final KafkaSettings kafka =
      new KafkaSettings(new Topics("test"), 1, 1, Map.of(), "mock://alerting-topology");
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  @TempDir Path stateDir;
  private TopologyTestDriver driver;
  private TestInputTopic<String, Detections> detections;
  private TestInputTopic<String, Camera> cameras;
  private TestOutputTopic<String, Decision> decisions;
  private TestOutputTopic<String, Alert> alerts;

  private Topology topology() {
    return new AlertingTopology(kafka, "test", Duration.ZERO, new AlertingMetrics(metrics)).build();
  }

  @BeforeEach
  void start() {
    Properties properties = kafka.streams("alerting");
    properties.put("state.dir", stateDir.toString());
    properties.put("bootstrap.servers", "unused:1");
    driver = new TopologyTestDriver(topology(), properties, PUBLISHED);
    detections = input(Topics.DETECTIONS);
    cameras = input(Topics.CAMERAS);
    decisions = output(Topics.DECISIONS);
    alerts = output(Topics.ALERTS);
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void description_isTheGoldenFile() throws IOException {
    try (var golden = getClass().getResourceAsStream("alerting-topology.txt")) {
      assertThat(topology().describe().toString())
          .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void visit_oneAlertAndOneDecisionUnderTheCamerasKey() {
    CameraLog log = visit(0);

    List<TestRecord<String, Alert>> told = alerts.readRecordsToList();
    assertThat(told.stream().map(TestRecord::value)).isEqualTo(log.alerts).isNotEmpty();
    assertThat(told).allMatch(record -> record.key().equals(CameraLog.CAMERA));
    assertThat(told).allMatch(record -> record.getRecordTime().equals(PUBLISHED));
    assertThat(decisions.readValuesToList()).isEqualTo(log.decisions).hasSize(1);
  }

  @Test
  void alert_isACloudEventInBinaryMode() {
    visit(0);

    TestRecord<String, Alert> opened = alerts.readRecord();
    Map<String, String> headers = new HashMap<>();
    opened.getHeaders().forEach(h -> headers.put(h.key(), new String(h.value(), UTF_8)));
    Alert alert = opened.value();
    assertThat(headers)
        .containsEntry("ce_specversion", "1.0")
        .containsEntry("ce_id", alert.getRecordId())
        .containsEntry("ce_source", "/cameras/" + CameraLog.CAMERA)
        .containsEntry("ce_type", "io.sightline.alert.opened")
        .containsEntry("ce_subject", alert.getAlertId())
        .containsEntry("ce_time", alert.getCapturedAt().toString())
        .containsEntry("content-type", "application/avro");
  }

  @Test
  void alertAndDecision_areInTheTraceOfTheirActivity() {
    visit(0);

    TestRecord<String, Alert> opened = alerts.readRecord();
    TestRecord<String, Decision> decided = decisions.readRecord();
    String activity = decided.value().getActivityId();
    assertThat(opened.value().getActivities()).containsExactly(activity);
    TraceParent trace = TraceParent.ofActivity(activity);
    assertThat(Headers.text(opened.headers(), Headers.TRACEPARENT))
        .contains(trace.child(opened.value().getRecordId()).toString());
    assertThat(Headers.text(decided.headers(), Headers.TRACEPARENT))
        .contains(trace.child(decided.value().getRecordId()).toString());
  }

  @Test
  void visit_isCountedByOutcomeAndTimed() {
    CameraLog log = visit(0);

    assertThat(
            metrics
                .counter(
                    "sightline.alerting.decisions", "outcome", "alerted", "reason", "new-incident")
                .count())
        .isEqualTo(1);
    assertThat(metrics.counter("sightline.alerting.alerts", "state", "opened").count())
        .isEqualTo(1);
    assertThat(metrics.get("sightline.alerting.age").timer().count()).isEqualTo(1);
    assertThat(metrics.get("sightline.alerting.wait").timer().count())
        .isEqualTo(log.records.size());
    assertThat(
            metrics
                .get("sightline.alerting.opened.timestamp")
                .tag("camera", CameraLog.CAMERA)
                .gauge()
                .value())
        .isEqualTo(log.alerts.get(0).getCapturedAt().toEpochMilli() / 1e3);
  }

  @Test
  void replayedVisit_isNotCounted() {
    for (Detections record : CameraLog.visit().records) {
      TestRecord<String, Detections> copy = new TestRecord<>(CameraLog.CAMERA, record, PUBLISHED);
      copy.headers().add(Headers.REPLAY, new byte[] {'r'});
      detections.pipeInput(copy);
    }

    assertThat(alerts.readRecord().headers().lastHeader(Headers.REPLAY)).isNotNull();
    assertThat(metrics.find("sightline.alerting.alerts").counter()).isNull();
    assertThat(metrics.get("sightline.alerting.wait").timer().count()).isZero();
  }

  @Test
  void cameraWithRulesOfItsOwn_theyApplyAndTheDecisionNamesTheRecord() {
    Rule silence = Rule.newBuilder().setRuleId("all-quiet").setAction(RuleAction.SUPPRESS).build();
    cameras.pipeInput(CameraLog.CAMERA, camera(1, List.of()));
    cameras.pipeInput(CameraLog.CAMERA, camera(2, List.of(silence)));
    visit(2);

    Decision decision = decisions.readValue();
    assertThat(alerts.isEmpty()).isTrue();
    assertThat(decision.getReason()).isEqualTo(Reason.RULE);
    assertThat(decision.getEvidence().getRule()).isEqualTo("all-quiet");
    assertThat(decision.getMadeWith().getCameraTopic()).isEqualTo("test.cameras");
    assertThat(decision.getMadeWith().getCameraOffset()).isEqualTo(1);
    assertThat(decision.getMadeWith().getCameraVersion()).isEqualTo(2);
  }

  @Test
  void replayedCamera_isNamedByThePlaceWhereItLayFirst() {
    byte[] origin = "first.cameras/3/17".getBytes(StandardCharsets.UTF_8);
    TestRecord<String, Camera> copy = new TestRecord<>(CameraLog.CAMERA, camera(2, List.of()));
    copy.headers().add(Headers.ORIGIN, origin);
    cameras.pipeInput(copy);
    visit(2);

    Decision decision = decisions.readValue();
    assertThat(decision.getMadeWith().getCameraTopic()).isEqualTo("first.cameras");
    assertThat(decision.getMadeWith().getCameraPartition()).isEqualTo(3);
    assertThat(decision.getMadeWith().getCameraOffset()).isEqualTo(17);
  }

  @Test
  void cameraVersionNotOnRecord_defaultRulesAndTheDecisionSaysSo() {
    visit(7);

    Decision decision = decisions.readValue();
    assertThat(decision.getOutcome()).isEqualTo(Outcome.ALERTED);
    assertThat(decision.getMadeWith().getCameraVersion()).isEqualTo(7);
    assertThat(decision.getMadeWith().getCameraOffset()).isEqualTo(-1);
  }

  /** A visit as the core folds it, piped through the topology with that version of the camera. */
  private CameraLog visit(int version) {
    CameraLog log = CameraLog.visit();
    for (Detections record : log.records) {
      Detections piped = Detections.newBuilder(record).setCameraVersion(version).build();
      detections.pipeInput(CameraLog.CAMERA, piped, PUBLISHED);
    }
    return log;
  }

  private static Camera camera(int version, List<Rule> rules) {
    return Camera.newBuilder()
        .setCamera(CameraLog.CAMERA)
        .setVersion(version)
        .setRules(rules)
        .build();
  }

  private <V extends SpecificRecord> TestInputTopic<String, V> input(Topic<V> topic) {
    return driver.createInputTopic(
        kafka.topics().name(topic), new StringSerializer(), AvroSerdes.<V>serializer(kafka));
  }

  private <V extends SpecificRecord> TestOutputTopic<String, V> output(Topic<V> topic) {
    return driver.createOutputTopic(
        kafka.topics().name(topic),
        new StringDeserializer(),
        AvroSerdes.deserializer(kafka, topic));
  }
}
