package io.sightline.standalone.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Trees of maps and lists, and their text. */
public final class Yaml {
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .disable(Feature.SPLIT_LINES)
          .enable(Feature.MINIMIZE_QUOTES)
          .enable(Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .enable(Feature.INDENT_ARRAYS_WITH_INDICATOR)
          .build();

  private Yaml() {}

  /** A map in the order of its arguments: key, value, key, value. */
  public static Map<String, Object> map(Object... entries) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      map.put((String) entries[i], entries[i + 1]);
    }
    return map;
  }

  /** The one document of a file. */
  public static Map<String, Object> read(InputStream file) throws IOException {
    return MAPPER.readValue(file, new TypeReference<LinkedHashMap<String, Object>>() {});
  }

  /** One document for each. */
  public static String write(List<Map<String, Object>> documents) {
    StringBuilder text = new StringBuilder();
    for (Map<String, Object> document : documents) {
      try {
        text.append(MAPPER.writeValueAsString(document));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e); // Maps, lists, texts and numbers only.
      }
    }
    return text.toString();
  }
}
