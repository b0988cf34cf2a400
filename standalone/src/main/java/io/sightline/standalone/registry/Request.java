package io.sightline.standalone.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.schemas.compatibility.Compatibility;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * What a client asks.
 *
 * @param parameters the parts of the path that a route leaves open
 */
record Request(List<String> parameters, String query, String body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  String parameter(int index) {
    return parameters.get(index);
  }

  boolean flag(String name) {
    return Arrays.asList(query.split("&")).contains(name + "=true");
  }

  int id() throws Refusal {
    String text = parameter(0);
    if (!text.matches("\\d{1,9}")) {
      throw Refusal.schemaNotFound(text);
    }
    return Integer.parseInt(text);
  }

  Schema schema() throws Refusal {
    JsonNode json = json();
    String type = json.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw Refusal.invalidSchema("type " + type + "; expected AVRO");
    }
    if (!json.path("references").isEmpty()) {
      throw Refusal.invalidSchema("references to other subjects; expected one whole schema");
    }
    if (!json.path("schema").isTextual()) {
      throw Refusal.invalidSchema("absent; expected {\"schema\": \"<Avro schema as text>\"}");
    }
    try {
      return new Schema.Parser().parse(json.path("schema").asText());
    } catch (AvroRuntimeException e) {
      throw Refusal.invalidSchema(String.valueOf(e.getMessage()));
    }
  }

  Compatibility level() throws Refusal {
    String level = json().path("compatibility").asText();
    try {
      return Compatibility.valueOf(level);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalidLevel(level);
    }
  }

  private JsonNode json() throws Refusal {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw Refusal.badRequest("body is no JSON: " + e.getOriginalMessage());
    }
  }
}
