package io.sightline.runtime;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parses YAML and reports syntax errors and duplicate keys with their line. */
final class YamlTree {
  private static final int DEPTH_LIMIT = 50;

  private final List<String> problems;

  YamlTree(List<String> problems) {
    this.problems = problems;
  }

  ConfigNode parse(String yaml) {
    try (JsonParser parser = new YAMLFactory().createParser(yaml)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        return new ConfigNode.Mapping(1, Map.of());
      }
      ConfigNode node = node(parser, line(parser), 0);
      if (parser.nextToken() != null) {
        problems.add("line " + line(parser) + ": a second document; expected one");
      }
      return node;
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String where = at == null ? "" : "line " + at.getLineNr() + ": ";
      problems.add(where + "not YAML: " + e.getOriginalMessage().replaceAll("\\s+", " "));
      return new ConfigNode.Absent(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ConfigNode node(JsonParser parser, int line, int depth) throws IOException {
    if (depth > DEPTH_LIMIT) {
      throw new IOException("line " + line + ": nested deeper than " + DEPTH_LIMIT);
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(parser, line, depth);
      case START_ARRAY -> sequence(parser, line, depth);
      case VALUE_NULL -> new ConfigNode.Absent(line);
      default -> new ConfigNode.Scalar(line, parser.getText());
    };
  }

  private ConfigNode mapping(JsonParser parser, int line, int depth) throws IOException {
    Map<String, ConfigNode> entries = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      int keyLine = line(parser);
      parser.nextToken();
      ConfigNode before = entries.put(key, node(parser, keyLine, depth + 1));
      if (before != null) {
        problems.add(
            "line %d: key '%s' is already given in line %d".formatted(keyLine, key, before.line()));
      }
    }
    return new ConfigNode.Mapping(line, entries);
  }

  private ConfigNode sequence(JsonParser parser, int line, int depth) throws IOException {
    List<ConfigNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(parser, line(parser), depth + 1));
    }
    return new ConfigNode.Sequence(line, items);
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }
}
