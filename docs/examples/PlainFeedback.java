import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.*;
import java.nio.ByteBuffer;
import java.util.*;
import org.apache.avro.Schema;
import org.apache.avro.generic.*;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.*;
import org.apache.kafka.common.serialization.*;

/** Says what an alert was, with Kafka's client, the plain Avro library and the registry's HTTP API; nothing of Sightline's. */
public class PlainFeedback {
  /** The fields that matter; all others have defaults. */
  static final String SCHEMA = """
      {"type": "record", "name": "Feedback", "namespace": "io.sightline.avro", "fields": [
        {"name": "feedback_id", "type": "string"}, {"name": "record_id", "type": "string"},
        {"name": "camera", "type": "string"},
        {"name": "kind", "default": "UNKNOWN", "type": {"type": "enum", "name": "FeedbackKind", "default": "UNKNOWN",
          "symbols": ["UNKNOWN", "FALSE_ALARM", "KNOWN", "MISSED", "CONFIRMED", "REVOKED"]}},
        {"name": "alert_id", "type": ["null", "string"], "default": null},
        {"name": "revokes", "type": ["null", "string"], "default": null},
        {"name": "label", "type": "string", "default": ""}, {"name": "source", "type": "string", "default": ""}]}""";

  public static void main(String[] args) throws Exception { // bootstrap servers, registry URL, camera, alert id, kind, label
    var json = new com.fasterxml.jackson.databind.ObjectMapper();
    Schema schema = new Schema.Parser().parse(SCHEMA);
    var register = HttpRequest.newBuilder(URI.create(args[1] + "/subjects/sightline.feedback-value/versions"))
        .header("Content-Type", "application/vnd.schemaregistry.v1+json")
        .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(Map.of("schema", schema.toString())))).build();
    var answer = HttpClient.newHttpClient().send(register, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) throw new IllegalStateException(answer.body());
    int schemaId = json.readTree(answer.body()).get("id").asInt();

    String id = args[3] + "-mine-" + args[4].toLowerCase(Locale.ROOT); // the same id twice changes nothing
    GenericRecord feedback = new GenericRecordBuilder(schema)
        .set("feedback_id", id).set("record_id", id).set("camera", args[2]).set("alert_id", args[3])
        .set("kind", new GenericData.EnumSymbol(schema.getField("kind").schema(), args[4]))
        .set("label", args.length > 5 ? args[5] : "").set("source", "mine").build();
    var bytes = new ByteArrayOutputStream();
    bytes.write(0);
    bytes.write(ByteBuffer.allocate(4).putInt(schemaId).array());
    var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(schema).write(feedback, encoder);
    encoder.flush();
    Map<String, Object> config = Map.of("bootstrap.servers", args[0], "acks", "all", "enable.idempotence", true);
    try (var producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>("sightline.feedback", args[2], bytes.toByteArray())).get();
    }
    System.out.println(id);
  }
}
