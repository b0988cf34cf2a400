package io.sightline.e2e.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sightline.clipstore.S3Server;
import io.sightline.e2e.cluster.Cluster;
import io.sightline.schemas.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quick start for Kafka Connect: alerts to an Iceberg table in a bucket. */
class KafkaConnectIT {
  /** After a kill Kafka waits for the session of the dead one, and for its transaction. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final String CONTROL = "connect-sightline-alerts-control";

  @TempDir Path folder;
  private Cluster cluster;
  private S3Server server;
  private ManyAlerts alerts;
  private Properties connector;
  private BucketTable table;

  @BeforeEach
  void prepare() throws Exception {
    cluster = Cluster.start(folder.resolve("broker"));
    alerts = new ManyAlerts(cluster);
    server = S3Server.start();
    server.newBucket();
    connector = connector(server);
    table = new BucketTable(folder, connector);
    makeControlTopic(cluster.bootstrapServers());
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    cluster.close();
  }

  private static Properties connector(S3Server server) throws IOException {
    return ConnectWorker.file(
        "alerts.properties",
        Map.of(
            "iceberg.control.commit.interval-ms",
            "2000",
            "iceberg.catalog.warehouse",
            "s3://" + server.settings().bucket() + "/tables",
            "iceberg.catalog.s3.endpoint",
            server.endpoint().toString()));
  }

  /** What the guide does with Kafka's scripts. */
  private static void makeControlTopic(String servers) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin.createTopics(List.of(new NewTopic(CONTROL, 1, (short) 1))).all().get();
      Map<TopicPartition, OffsetAndMetadata> beginning =
          Map.of(new TopicPartition(CONTROL, 0), new OffsetAndMetadata(0));
      admin.alterConsumerGroupOffsets("connect-sightline-alerts-coord", beginning).all().get();
    }
  }

  private ConnectWorker worker() throws IOException {
    Properties worker =
        ConnectWorker.file(
            "worker.properties",
            Map.of(
                "bootstrap.servers",
                cluster.bootstrapServers(),
                "offset.flush.interval.ms",
                "1000",
                "listeners",
                "http://127.0.0.1:0",
                "value.converter.schema.registry.url",
                cluster.kafka().registryUrl()));
    return ConnectWorker.start(folder, worker, connector);
  }

  private void awaitRows(int atLeast) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptions() // the catalogue is being made
        .until(() -> table.rows().size() >= atLeast);
  }

  @Test
  void alerts_areInTheTableOnceThroughAKillARestartAndANewField() throws Exception {
    alerts.send(0, 2);
    cluster.sendAndAbort(Topics.ALERTS, "hall", ManyAlerts.alert(99));
    cluster.send(Topics.ALERTS, "hall", (byte[]) null);
    try (ConnectWorker worker = worker()) {
      awaitRows(2);
      alerts.send(2, 50);
      awaitRows(3);
      alerts.send(50, 60);
      worker.kill();
    }
    try (ConnectWorker ignored = worker()) {
      awaitRows(60);
      alerts.send(60, 100);
    }
    alerts.sendWithNewField(100);
    try (ConnectWorker ignored = worker()) {
      awaitRows(101);
    }

    assertThat(table.rows()).containsExactlyInAnyOrderElementsOf(alerts.onTopic());
    assertThat(table.rows()).filteredOn(row -> row.has("new_field")).hasSize(1);
  }

  @Test
  void whatIsNotAvro_stopsTheTaskAndIsPassedOverOnlyWhereThatIsAskedFor() throws Exception {
    alerts.send(0, 1);
    cluster.send(Topics.ALERTS, "hall", "not Avro".getBytes(UTF_8));
    alerts.send(1, 2);
    try (ConnectWorker worker = worker()) {
      await().atMost(PATIENCE).until(() -> !worker.said("Task is being killed").isEmpty());
      assertThat(worker.said("8 bytes on sightline.alerts: expected Confluent's wire format"))
          .isNotEmpty();
    }

    connector.put("errors.tolerance", "all");
    connector.put("errors.deadletterqueue.topic.name", "connect-dead-letters");
    connector.put("errors.deadletterqueue.topic.replication.factor", "1");
    try (ConnectWorker ignored = worker()) {
      awaitRows(2);
    }
    assertThat(table.rows())
        .extracting(row -> row.get("revision").intValue())
        .containsExactlyInAnyOrder(0, 1);
  }
}
