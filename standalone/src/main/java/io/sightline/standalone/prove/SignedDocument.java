package io.sightline.standalone.prove;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sightline.retention.signing.KeyRing;
import io.sightline.retention.signing.KeyRing.Verdict;
import io.sightline.retention.signing.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A document with its signature, as JSON. What is signed is its kind and the digest of its content
 * with members in order of their names and nothing between them, so that neither a changed value
 * nor another kind goes by.
 *
 * @param kind first line of the statement that is signed
 * @param keyId empty: not signed
 */
public record SignedDocument(
    String kind, JsonNode content, String keyId, String publicKey, String signature) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @param key null: it stays unsigned
   */
  public static SignedDocument of(String kind, ObjectNode content, @Nullable SigningKey key) {
    if (key == null) {
      return new SignedDocument(kind, content, "", "", "");
    }
    String signature = key.sign(statement(kind, content, key.id()));
    return new SignedDocument(kind, content, key.id(), key.publicText(), signature);
  }

  /** Refuses what is no such document. */
  public static SignedDocument parse(String text) {
    try {
      JsonNode all = JSON.readTree(text);
      JsonNode content = all.path("content");
      JsonNode signature = all.path("signature");
      if (!all.path("kind").isTextual() || !content.isObject()) {
        throw new IllegalArgumentException(
            "no 'kind' and 'content': expected a document of 'prove' or 'erase'");
      }
      return new SignedDocument(
          all.path("kind").asText(),
          content,
          signature.path("key_id").asText(""),
          signature.path("public_key").asText(""),
          signature.path("signature").asText(""));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "not JSON: expected a document of 'prove' or 'erase': " + e.getOriginalMessage(), e);
    }
  }

  public String text() {
    ObjectNode all = JSON.createObjectNode();
    all.put("kind", kind);
    all.set("content", content);
    all.putObject("signature")
        .put("key_id", keyId)
        .put("public_key", publicKey)
        .put("signature", signature);
    return all.toPrettyString() + "\n";
  }

  public Verdict check(KeyRing keys) {
    return keys.check(keyId, statement(kind, content, keyId), signature);
  }

  static String word(Verdict verdict) {
    return switch (verdict) {
      case GOOD -> "signed";
      case UNSIGNED -> "not signed";
      case UNKNOWN_KEY -> "signed by a key that is not trusted";
      case WRONG -> "changed after it was signed";
    };
  }

  private static String statement(String kind, JsonNode content, String keyId) {
    byte[] bytes = canonical(content).getBytes(StandardCharsets.UTF_8);
    return kind + "\nkey " + keyId + "\ncontent-sha256 " + Fact.sha256(bytes) + "\n";
  }

  /** The same for the same values, however they were laid out. */
  static String canonical(JsonNode node) {
    StringBuilder out = new StringBuilder();
    write(node, out);
    return out.toString();
  }

  private static void write(JsonNode node, StringBuilder out) {
    if (node.isObject()) {
      Map<String, JsonNode> members = new TreeMap<>();
      node.fields().forEachRemaining(each -> members.put(each.getKey(), each.getValue()));
      out.append('{');
      String between = "";
      for (Map.Entry<String, JsonNode> each : members.entrySet()) {
        out.append(between).append(TextNode.valueOf(each.getKey())).append(':');
        write(each.getValue(), out);
        between = ",";
      }
      out.append('}');
    } else if (node.isArray()) {
      out.append('[');
      for (Iterator<JsonNode> each = node.elements(); each.hasNext(); ) {
        write(each.next(), out);
        out.append(each.hasNext() ? "," : "");
      }
      out.append(']');
    } else {
      out.append(node);
    }
  }
}
