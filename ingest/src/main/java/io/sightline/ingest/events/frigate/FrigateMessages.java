package io.sightline.ingest.events.frigate;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sightline.ingest.events.ToldEvent;
import io.sightline.ingest.events.ToldEvent.Phase;
import io.sightline.ingest.events.frigate.FrigateConfig.Size;
import io.sightline.ingest.motion.Region;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Frigate publishes. Only what is needed is taken: no names of people (sub labels), no
 * plates, no zones.
 */
final class FrigateMessages {
  private static final String SOURCE = "frigate";

  private final Map<String, Size> sizes;
  private final JsonMapper mapper = new JsonMapper();

  /** An event with Frigate's name of its camera. */
  record Message(String camera, ToldEvent event) {}

  FrigateMessages(Map<String, Size> sizes) {
    this.sizes = sizes;
    mapper
        .getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(32).build());
  }

  /**
   * A message of {@code events}; empty if it says nothing that an activity is to be open for: a
   * false positive, or an object that stands where it stood.
   *
   * @throws IOException it is not what Frigate publishes
   */
  Optional<Message> event(byte[] payload) throws IOException {
    JsonNode message = read(payload);
    JsonNode after = message.path("after");
    Phase phase = phase(message);
    boolean still = after.path("stationary").asBoolean(false);
    if (after.path("false_positive").asBoolean(false) || still && phase != Phase.ENDED) {
      return Optional.empty();
    }
    String camera = text(after, "camera");
    double score = after.path("score").asDouble(after.path("top_score").asDouble(0));
    return Optional.of(
        told(camera, text(after, "id"), phase, text(after, "label"), score, after, camera));
  }

  /** A message of {@code reviews}; a review is about several objects. */
  Optional<Message> review(byte[] payload) throws IOException {
    JsonNode message = read(payload);
    JsonNode after = message.path("after");
    JsonNode objects = after.path("data").path("objects");
    String label = objects.isEmpty() ? "" : objects.get(0).asText();
    return Optional.of(
        told(
            text(after, "camera"),
            "review-" + text(after, "id"),
            phase(message),
            label,
            0,
            after,
            null));
  }

  private Message told(
      String camera,
      String id,
      Phase phase,
      String label,
      double score,
      JsonNode after,
      @Nullable String boxed)
      throws IOException {
    try {
      float bounded = (float) Math.min(1, Math.max(0, score));
      ToldEvent event =
          new ToldEvent(
              SOURCE,
              id,
              phase,
              label,
              bounded,
              time(after.path("start_time")),
              boxed == null ? List.of() : box(sizes.get(boxed), after.path("box")));
      return new Message(camera, event);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private JsonNode read(byte[] payload) throws IOException {
    JsonNode message = mapper.readTree(payload);
    if (message == null || !message.path("after").isObject()) {
      throw new IOException("expected an object with type, before and after");
    }
    return message;
  }

  private static Phase phase(JsonNode message) throws IOException {
    String type = text(message, "type");
    return switch (type) {
      case "new" -> Phase.STARTED;
      case "update" -> Phase.ONGOING;
      case "end" -> Phase.ENDED;
      default -> throw new IOException("type '" + type + "': expected new, update or end");
    };
  }

  private static String text(JsonNode object, String key) throws IOException {
    JsonNode value = object.path(key);
    if (!value.isTextual()) {
      throw new IOException(key + " is " + value.getNodeType() + ": expected a text");
    }
    return value.textValue();
  }

  private static @Nullable Instant time(JsonNode seconds) {
    if (!seconds.isNumber()) {
      return null;
    }
    try {
      BigDecimal value = seconds.decimalValue();
      long whole = value.longValue();
      return Instant.ofEpochSecond(
          whole, value.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue());
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  /** Left, top, right and bottom in pixels of the detect stream. */
  private static List<Region> box(@Nullable Size size, JsonNode box) {
    if (size == null || box.size() != 4) {
      return List.of();
    }
    float left = share(box.get(0), size.width());
    float top = share(box.get(1), size.height());
    float right = share(box.get(2), size.width());
    float bottom = share(box.get(3), size.height());
    return right > left && bottom > top
        ? List.of(new Region(left, top, right - left, bottom - top))
        : List.of();
  }

  private static float share(JsonNode pixels, int of) {
    return (float) Math.min(1, Math.max(0, pixels.asDouble() / of));
  }
}
