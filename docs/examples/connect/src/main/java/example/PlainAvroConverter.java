package example;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.storage.Converter;

/**
 * Reads Avro in Confluent's wire format for Kafka Connect, with the plain Avro library and the
 * registry's HTTP API; nothing of Sightline's. It has one setting, {@code schema.registry.url}.
 */
public final class PlainAvroConverter implements Converter {
  private static final int HEADER_BYTES = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private record Known(org.apache.avro.Schema avro, Schema connect) {}

  private final Map<Integer, Known> schemas = new ConcurrentHashMap<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private String registry = "";

  @Override
  public void configure(Map<String, ?> settings, boolean isKey) {
    Object url = settings.get("schema.registry.url");
    if (url == null) {
      throw new ConfigException("schema.registry.url is missing: expected http://HOST:PORT");
    }
    registry = url.toString();
  }

  /**
   * @throws DataException if the bytes are something else
   * @throws RetriableException if the registry does not answer
   */
  @Override
  public SchemaAndValue toConnectData(String topic, byte[] bytes) {
    if (bytes == null) {
      return SchemaAndValue.NULL;
    }
    if (bytes.length < HEADER_BYTES || bytes[0] != 0) {
      throw new DataException(
          "%d bytes on %s: expected Confluent's wire format, a zero and a schema's id"
              .formatted(bytes.length, topic));
    }
    int id = ByteBuffer.wrap(bytes).getInt(1);
    Known schema = schemas.computeIfAbsent(id, this::fetched);
    try {
      var decoder =
          DecoderFactory.get()
              .binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
      Object value = new GenericDatumReader<>(schema.avro()).read(null, decoder);
      return new SchemaAndValue(schema.connect(), ConnectData.value(schema.connect(), value));
    } catch (IOException | AvroRuntimeException e) {
      throw new DataException("a record on " + topic + ": expected Avro of schema " + id, e);
    }
  }

  private Known fetched(int id) {
    HttpResponse<String> answer = get(registry + "/schemas/ids/" + id);
    if (answer.statusCode() == 404) {
      throw new DataException("schema " + id + ": not in the registry at " + registry);
    }
    if (answer.statusCode() != 200) {
      throw new RetriableException("schema " + id + ": " + registry + " answers " + answer);
    }
    try {
      String text = json.readTree(answer.body()).path("schema").asText();
      org.apache.avro.Schema avro = new org.apache.avro.Schema.Parser().parse(text);
      return new Known(avro, ConnectData.schema(avro));
    } catch (IOException | AvroRuntimeException e) {
      throw new DataException("schema " + id + ": expected Avro's JSON from " + registry, e);
    }
  }

  private HttpResponse<String> get(String address) {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE).build();
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new RetriableException(address + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RetriableException(address + ": interrupted", e);
    }
  }

  @Override
  public byte[] fromConnectData(String topic, Schema schema, Object value) {
    throw new DataException("a record for " + topic + ": this converter only reads");
  }
}
