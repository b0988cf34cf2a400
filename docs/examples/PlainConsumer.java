import java.net.URI;
import java.net.http.*;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.*;
import org.apache.avro.Schema;
import org.apache.avro.generic.*;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.*;

/** Reads alerts with Kafka's client, the plain Avro library and the registry's HTTP API; nothing of Sightline's. */
public class PlainConsumer {
  public static void main(String[] args) throws Exception { // bootstrap servers, registry URL, how many alerts
    Map<Integer, Schema> schemas = new HashMap<>();
    HttpClient http = HttpClient.newHttpClient();
    var json = new com.fasterxml.jackson.databind.ObjectMapper();
    Map<String, Object> config =
        Map.of("bootstrap.servers", args[0], "group.id", "plain-consumer", "auto.offset.reset", "earliest",
            "isolation.level", "read_committed"); // else records of aborted transactions show up
    try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of("sightline.alerts"));
      for (int seen = 0; seen < Integer.parseInt(args[2]); ) {
        for (var record : consumer.poll(Duration.ofSeconds(1))) {
          ByteBuffer bytes = ByteBuffer.wrap(record.value());
          if (bytes.get() != 0) throw new IllegalStateException("not in Confluent's wire format");
          int id = bytes.getInt();
          if (!schemas.containsKey(id)) {
            var request = HttpRequest.newBuilder(URI.create(args[1] + "/schemas/ids/" + id)).build();
            String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            schemas.put(id, new Schema.Parser().parse(json.readTree(answer).get("schema").asText()));
          }
          var decoder = DecoderFactory.get().binaryDecoder(record.value(), 5, record.value().length - 5, null);
          GenericRecord alert = new GenericDatumReader<GenericRecord>(schemas.get(id)).read(null, decoder);
          System.out.println(alert.get("alert_id") + " revision " + alert.get("revision") + " " + alert.get("state")
              + " " + alert.get("subject") + " " + alert.get("label") + " " + alert.get("confidence"));
          seen++;
        }
      }
    }
  }
}
