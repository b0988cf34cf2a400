package io.sightline.ingest.events.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sightline.ingest.events.ToldEvent;
import io.sightline.ingest.events.ToldEvent.Phase;
import io.sightline.ingest.motion.Region;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads an event as it is posted. */
final class EventJson {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");
  private static final List<String> KEYS =
      List.of("source", "id", "state", "label", "score", "started_at", "regions");
  private static final List<String> REGION_KEYS = List.of("left", "top", "width", "height");
  private static final int MAX_SHOWN = 60;

  private final JsonMapper mapper = mapper();

  private static JsonMapper mapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(8).maxNumberLength(64).build());
    return mapper;
  }

  ToldEvent read(byte[] body) throws BadEventException {
    JsonNode event = parse(body);
    refuseUnknown("", event, KEYS);
    String id = text(event, "id");
    Phase phase = phase(text(event, "state"));
    if (id == null && phase != Phase.SINGLE) {
      throw new BadEventException(
          "id: missing; expected the event's own id, since state is not 'single'");
    }
    try {
      return new ToldEvent(
          "http:" + name(text(event, "source")),
          id == null ? UUID.randomUUID().toString() : id,
          phase,
          orEmpty(text(event, "label")),
          (float) number(event, "score", 0),
          time(text(event, "started_at")),
          regions(event.get("regions")));
    } catch (IllegalArgumentException e) {
      throw new BadEventException(String.valueOf(e.getMessage()));
    }
  }

  private JsonNode parse(byte[] body) throws BadEventException {
    JsonNode event;
    try {
      event = mapper.readTree(body);
    } catch (IOException e) {
      String message = String.valueOf(e.getMessage());
      throw new BadEventException(
          "the body is no JSON: " + message.lines().findFirst().orElse("") + "; expected {...}");
    }
    if (!event.isObject()) {
      throw new BadEventException("the body is " + shown(event) + ": expected {...}");
    }
    return event;
  }

  private static void refuseUnknown(String at, JsonNode object, List<String> known)
      throws BadEventException {
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw new BadEventException(
            at + "unknown key '" + cut(name) + "': expected one of " + String.join(", ", known));
      }
    }
  }

  private static String name(@Nullable String name) throws BadEventException {
    if (name == null) {
      throw new BadEventException("source: missing; expected who tells, 'doorbell' for example");
    }
    if (!NAME.matcher(name).matches()) {
      throw new BadEventException(
          "source '" + cut(name) + "': expected letters, digits, '.', '_' or '-', at most 32");
    }
    return name;
  }

  private static Phase phase(@Nullable String state) throws BadEventException {
    if (state == null) {
      return Phase.SINGLE;
    }
    return Arrays.stream(Phase.values())
        .filter(phase -> phase.name().toLowerCase(Locale.ROOT).equals(state))
        .findFirst()
        .orElseThrow(
            () ->
                new BadEventException(
                    "state '" + cut(state) + "': expected started, ongoing, ended or single"));
  }

  private static @Nullable Instant time(@Nullable String text) throws BadEventException {
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new BadEventException(
          "started_at '" + cut(text) + "': expected a time as 2026-03-01T10:00:00Z");
    }
  }

  private static List<Region> regions(@Nullable JsonNode node) throws BadEventException {
    if (node == null || node.isNull()) {
      return List.of();
    }
    if (!node.isArray() || node.size() > ToldEvent.MAX_REGIONS) {
      throw new BadEventException(
          "regions: expected a list of at most " + ToldEvent.MAX_REGIONS + " rectangles");
    }
    List<Region> regions = new ArrayList<>();
    for (JsonNode item : node) {
      regions.add(region("regions[" + regions.size() + "]: ", item));
    }
    return regions;
  }

  private static Region region(String at, JsonNode item) throws BadEventException {
    if (!item.isObject()) {
      throw new BadEventException(at + shown(item) + ": expected left, top, width and height");
    }
    refuseUnknown(at, item, REGION_KEYS);
    for (String key : REGION_KEYS) {
      double value = number(item, key, -1);
      if (!(value >= 0 && value <= 1)) {
        throw new BadEventException(
            at
                + key
                + " "
                + shown(item.path(key))
                + ": expected a fraction of the picture, 0 to 1");
      }
    }
    float left = (float) item.get("left").asDouble();
    float top = (float) item.get("top").asDouble();
    float width = Math.min((float) item.get("width").asDouble(), 1 - left);
    float height = Math.min((float) item.get("height").asDouble(), 1 - top);
    return new Region(left, top, width, height);
  }

  private static @Nullable String text(JsonNode object, String key) throws BadEventException {
    JsonNode value = object.get(key);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw new BadEventException(key + " " + shown(value) + ": expected a text");
    }
    return value.textValue();
  }

  private static double number(JsonNode object, String key, double otherwise)
      throws BadEventException {
    JsonNode value = object.get(key);
    if (value == null || value.isNull()) {
      return otherwise;
    }
    if (!value.isNumber()) {
      throw new BadEventException(key + " " + shown(value) + ": expected a number");
    }
    return value.doubleValue();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String shown(JsonNode value) {
    return value.isMissingNode() ? "missing" : cut(value.toString());
  }

  private static String cut(@Nullable String text) {
    String shown = String.valueOf(text);
    return shown.length() <= MAX_SHOWN ? shown : shown.substring(0, MAX_SHOWN) + "...";
  }
}
