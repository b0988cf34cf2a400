package io.sightline.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** A registry that speaks Confluent's REST API. Remembers nothing. */
public final class HttpSchemaRegistry implements SchemaRegistry {
  private final RestClient rest;

  public HttpSchemaRegistry(RegistrySettings settings) {
    this.rest = new RestClient(settings);
  }

  @Override
  public int register(String subject, Schema schema) {
    RestClient.Answer answer =
        rest.post("/subjects/" + encode(subject) + "/versions", body(schema));
    return answer
        .orRefuse("register a schema under subject '" + subject + "'")
        .required("id")
        .intValue();
  }

  @Override
  public Optional<Integer> idOf(String subject, Schema schema) {
    return rest.post("/subjects/" + encode(subject), body(schema))
        .ifFound("look up a schema under subject '" + subject + "'")
        .map(found -> found.required("id").intValue());
  }

  @Override
  public Optional<Schema> byId(int id) {
    return rest.get("/schemas/ids/" + id)
        .ifFound("get the schema with id " + id)
        .map(found -> parse(found, "with id " + id));
  }

  @Override
  public Optional<RegisteredSchema> latest(String subject) {
    return version(subject, "latest");
  }

  @Override
  public Optional<RegisteredSchema> version(String subject, int version) {
    return version(subject, String.valueOf(version));
  }

  private Optional<RegisteredSchema> version(String subject, String version) {
    return rest.get("/subjects/" + encode(subject) + "/versions/" + version)
        .ifFound("get version " + version + " of subject '" + subject + "'")
        .map(
            found ->
                new RegisteredSchema(
                    subject,
                    found.required("version").intValue(),
                    found.required("id").intValue(),
                    parse(found, "of subject '" + subject + "'")));
  }

  private static String body(Schema schema) {
    return JsonNodeFactory.instance.objectNode().put("schema", schema.toString()).toString();
  }

  /** Names are checked where schemas are made, not where they are read. */
  private static Schema parse(JsonNode found, String which) {
    String type = found.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw new RegistryException(
          "schema " + which + ": type " + type + ", expected AVRO", RestClient.NOT_AVRO);
    }
    try {
      return new Schema.Parser()
          .setValidateDefaults(false)
          .parse(found.required("schema").asText());
    } catch (AvroRuntimeException e) {
      throw new RegistryException(
          "schema " + which + ": not an Avro schema: " + e.getMessage(), RestClient.NOT_AVRO);
    }
  }

  private static String encode(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
