package io.sightline.e2e.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Feedback;
import io.sightline.avro.FeedbackKind;
import io.sightline.e2e.cluster.Cluster;
import io.sightline.schemas.Topics;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A producer of feedback that has nothing of Sightline's, beside one that has. */
class PlainFeedbackIT {
  @TempDir Path folder;

  @Test
  void feedbackOfAPlainProducer_isReadAsOurs() throws Exception {
    Example example = new Example("PlainFeedback", folder).compile();
    try (Cluster cluster = Cluster.start(folder.resolve("broker"))) {
      Feedback ours =
          Feedback.newBuilder().setFeedbackId("f").setRecordId("f").setCamera("hall").build();
      cluster.send(Topics.FEEDBACK, "hall", ours);

      assertThat(
              example.output(
                  cluster.bootstrapServers(),
                  cluster.kafka().registryUrl(),
                  "hall",
                  "hall-i1",
                  "KNOWN",
                  "dog"))
          .containsExactly("hall-i1-mine-known");

      assertThat(cluster.values(Topics.FEEDBACK)).hasSize(2);
      Feedback theirs = cluster.values(Topics.FEEDBACK).get(1);
      assertThat(theirs.getFeedbackId()).isEqualTo("hall-i1-mine-known");
      assertThat(theirs.getKind()).isEqualTo(FeedbackKind.KNOWN);
      assertThat(theirs.getAlertId()).isEqualTo("hall-i1");
      assertThat(theirs.getLabel()).isEqualTo("dog");
      assertThat(theirs.getBox()).isNull();
    }
  }
}
