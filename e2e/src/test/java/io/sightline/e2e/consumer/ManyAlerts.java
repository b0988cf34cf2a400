package io.sightline.e2e.consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.avro.Alert;
import io.sightline.avro.AlertClip;
import io.sightline.avro.AlertState;
import io.sightline.avro.Box;
import io.sightline.avro.ClipState;
import io.sightline.avro.Subject;
import io.sightline.e2e.cluster.Cluster;
import io.sightline.runtime.AvroSerdes;
import io.sightline.schemas.Topics;
import io.sightline.schemas.registry.RegistrySettings;
import io.sightline.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Alerts with something in each kind of field, and those on the topic as any reader of Avro sees
 * them.
 */
record ManyAlerts(Cluster cluster) {
  private static final Instant START = Instant.parse("2026-03-02T08:00:00.000123Z");

  /** Revisions from the first to before the last, each in a transaction of its own. */
  void send(int from, int until) {
    for (int revision = from; revision < until; revision++) {
      cluster.send(Topics.ALERTS, "hall", alert(revision));
    }
  }

  static Alert alert(int revision) {
    Instant at = START.plusSeconds(revision);
    return Alert.newBuilder()
        .setAlertId("hall-i1")
        .setRevision(revision)
        .setRecordId("hall-i1-" + revision)
        .setCamera("hall")
        .setCapturedAt(at)
        .setState(AlertState.UPDATED)
        .setSubject(Subject.PERSON)
        .setLabel("person")
        .setConfidence(revision / 128f)
        .setZones(List.of("door", "stairs"))
        .setClips(
            List.of(new AlertClip("hall-c1", ClipState.READY, revision % 2 == 0 ? "k" : null)))
        .setSnapshotBox(revision % 2 == 0 ? new Box(0.25f, 0.5f, 0.125f, 0.5f) : null)
        .build();
  }

  /** Sends one as a later release might, whose schema has one field more at its end. */
  void sendWithNewField(int revision) throws IOException {
    ObjectNode schema = (ObjectNode) new ObjectMapper().readTree(Alert.getClassSchema().toString());
    ((ArrayNode) schema.get("fields"))
        .addObject()
        .put("name", "new_field")
        .put("type", "string")
        .put("default", "");
    String topic = cluster.kafka().topics().name(Topics.ALERTS);
    int id = registry().register(topic + "-value", new Schema.Parser().parse(schema.toString()));
    byte[] before = AvroSerdes.serializer(cluster.kafka()).serialize(topic, alert(revision));
    byte[] text = {2, 'x'}; // Avro's binary of "x"
    ByteBuffer bytes = ByteBuffer.allocate(before.length + text.length).put(before).put(text);
    cluster.send(Topics.ALERTS, "hall", bytes.putInt(1, id).array());
  }

  private SchemaRegistry registry() {
    return SchemaRegistry.open(RegistrySettings.from(cluster.kafka().serde()));
  }

  /** All that have a value, as JSON objects without fields that are null; times in microseconds. */
  List<JsonNode> onTopic() throws IOException {
    List<JsonNode> all = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> each : cluster.raw(Topics.ALERTS)) {
      if (each.value() != null) {
        int id = ByteBuffer.wrap(each.value()).getInt(1);
        BinaryDecoder decoder =
            DecoderFactory.get().binaryDecoder(each.value(), 5, each.value().length - 5, null);
        Schema schema = registry().byId(id).orElseThrow();
        Object alert = new GenericDatumReader<>(schema).read(null, decoder);
        all.add(BucketTable.withoutNulls(alert.toString()));
      }
    }
    return all;
  }
}
