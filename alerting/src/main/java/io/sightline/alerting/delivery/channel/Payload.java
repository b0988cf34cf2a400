package io.sightline.alerting.delivery.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.alerting.delivery.message.Message;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

/** JSON, and the request that carries it. */
final class Payload {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Payload() {}

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static String write(ObjectNode payload) {
    try {
      return JSON.writeValueAsString(payload);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("payload cannot be written", e);
    }
  }

  /** Posts it; the key goes along for receivers that look at it. */
  static HttpRequest.Builder post(URI url, Message message, ObjectNode payload) {
    byte[] body = write(payload).getBytes(StandardCharsets.UTF_8);
    return post(url, message, "application/json; charset=utf-8", body);
  }

  static HttpRequest.Builder post(URI url, Message message, String contentType, byte[] body) {
    return HttpRequest.newBuilder(url)
        .header("content-type", contentType)
        .header("idempotency-key", message.idempotencyKey())
        .POST(BodyPublishers.ofByteArray(body));
  }

  /** What does not fit is cut off. */
  static String cut(String text, int mostCharacters) {
    return text.length() <= mostCharacters ? text : text.substring(0, mostCharacters - 1) + "…";
  }
}
