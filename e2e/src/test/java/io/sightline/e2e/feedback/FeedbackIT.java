package io.sightline.e2e.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.avro.Alert;
import io.sightline.avro.Decision;
import io.sightline.avro.Feedback;
import io.sightline.avro.FeedbackKind;
import io.sightline.avro.FrameRef;
import io.sightline.e2e.badinput.Standalone;
import io.sightline.e2e.command.Finished;
import io.sightline.runtime.AvroSerdes;
import io.sightline.schemas.Topics;
import io.sightline.standalone.demo.DemoVideo;
import io.sightline.standalone.records.TopicRecords;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people say of a camera that goes on, by page, command and other producers. */
class FeedbackIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Pattern CONSOLE = Pattern.compile("console on (http://localhost:\\d+)");
  private static final String CAMERAS =
      """
      cameras:
        - {id: hall, source: scene.mp4, loop: true}
      """;

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private Standalone standalone;

  @Test
  void whatIsSaid_isInTheNextMarkAndInTheNextDecision() throws Exception {
    DemoVideo.write(folder.resolve("scene.mp4"));
    try (Standalone started = Standalone.start(folder, CAMERAS)) {
      standalone = started;
      await().atMost(PATIENCE).until(() -> !standalone.values(Topics.ALERTS).isEmpty());
      Alert alert = standalone.values(Topics.ALERTS).get(0);

      Feedback said = sayOnThePage(alert);
      assertThat(said.getBox()).isNotNull();
      ConsumerRecord<String, FrameRef> mark = markWith(said.getFeedbackId());
      Duration took = Duration.between(said.getGivenAt(), Instant.ofEpochMilli(mark.timestamp()));
      System.out.println("feedback to mark: " + took.toMillis() + " ms");

      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  standalone.values(Topics.DECISIONS).stream()
                      .anyMatch(decision -> counted(decision, said.getFeedbackId())));

      writeNonsense();
      writeToAnotherPartition("hall-elsewhere");
      markWith("hall-elsewhere");

      Finished taken =
          Finished.run(
              folder, "feedback", "--revoke", said.getFeedbackId(), "-c", "sightline.yaml");
      assertThat(taken.code()).as(taken.log()).isZero();
      markWith(taken.lines().get(0));
      await().atMost(PATIENCE).until(() -> shown(alert).isEmpty());
      Finished again =
          Finished.run(
              folder,
              "feedback",
              alert.getAlertId(),
              "--kind",
              "confirmed",
              "-c",
              "sightline.yaml");
      assertThat(again.code()).as(again.log()).isZero();
      await().atMost(PATIENCE).until(() -> shown(alert).size() == 1);
      assertThat(
              Finished.run(
                  folder, "feedback", "hall-i0", "--kind", "known", "-c", "sightline.yaml"))
          .satisfies(unknown -> assertThat(unknown.code()).isEqualTo(2))
          .satisfies(unknown -> assertThat(unknown.log()).contains("alert 'hall-i0': expected"));
    }
  }

  private static boolean counted(Decision decision, String feedback) {
    return decision.getEvidence().getFeedback().contains(feedback);
  }

  private String address() throws Exception {
    Matcher matcher = CONSOLE.matcher(Files.readString(standalone.log()));
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private JsonNode shown(Alert alert) throws Exception {
    URI uri = URI.create(address() + "/api/alerts/" + alert.getAlertId());
    return new ObjectMapper().readTree(uri.toURL()).get("feedback");
  }

  private Feedback sayOnThePage(Alert alert) throws Exception {
    String body = "{\"kind\": \"false-alarm\", \"alert_id\": \"%s\"}".formatted(alert.getAlertId());
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address() + "/api/feedback"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    await().atMost(PATIENCE).until(() -> answer(request).statusCode() == 201);
    return standalone.values(Topics.FEEDBACK).get(0);
  }

  private HttpResponse<String> answer(HttpRequest request) throws Exception {
    return http.send(request, BodyHandlers.ofString());
  }

  private ConsumerRecord<String, FrameRef> markWith(String feedback) {
    await().atMost(PATIENCE).until(() -> findMark(feedback).isPresent());
    return findMark(feedback).orElseThrow();
  }

  private Optional<ConsumerRecord<String, FrameRef>> findMark(String feedback) {
    return TopicRecords.committed(standalone.kafka(), Topics.FRAMES).stream()
        .filter(record -> record.value().getMark() != null)
        .filter(
            record ->
                record.value().getMark().getFeedback().stream()
                    .anyMatch(said -> said.getFeedbackId().equals(feedback)))
        .findFirst();
  }

  private void writeNonsense() throws Exception {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            standalone.kafka().producer("nonsense"),
            new StringSerializer(),
            new ByteArraySerializer())) {
      byte[] letter = "Dear camera".getBytes(StandardCharsets.UTF_8);
      for (int partition = 0; partition < standalone.kafka().partitions(); partition++) {
        producer.send(new ProducerRecord<>(topic(), partition, "hall", letter)).get();
      }
    }
  }

  /** As a producer that spreads keys in its own way: beside the usual partition. */
  private void writeToAnotherPartition(String id) throws Exception {
    Feedback feedback =
        Feedback.newBuilder()
            .setFeedbackId(id)
            .setRecordId(id)
            .setCamera("hall")
            .setCapturedAt(Instant.now())
            .setKind(FeedbackKind.CONFIRMED)
            .setSource("test")
            .build();
    Serializer<Feedback> serializer = AvroSerdes.serializer(standalone.kafka());
    try (KafkaProducer<String, Feedback> producer =
        new KafkaProducer<>(
            standalone.kafka().producer("elsewhere"), new StringSerializer(), serializer)) {
      int usual = producer.send(new ProducerRecord<>(topic(), "hall", feedback)).get().partition();
      Feedback there =
          Feedback.newBuilder(feedback).setFeedbackId("hall-there").setRecordId(id).build();
      int other = (usual + 1) % standalone.kafka().partitions();
      producer.send(new ProducerRecord<>(topic(), other, "hall", there)).get();
    }
    markWith("hall-there");
  }

  private String topic() {
    return standalone.kafka().topics().name(Topics.FEEDBACK);
  }
}
