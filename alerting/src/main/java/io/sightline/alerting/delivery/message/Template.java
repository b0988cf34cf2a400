package io.sightline.alerting.delivery.message;

import io.sightline.runtime.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text with fields in braces, {@code {camera}}. Two braces stand for one. */
public final class Template {
  private static final Pattern PART = Pattern.compile("\\{\\{|}}|\\{([^{}]*)}|[{}]");

  private final String text;

  /**
   * @throws IllegalArgumentException a field is not known, with what may have been meant
   */
  public Template(String text) {
    this.text = text;
    List<String> problems = new ArrayList<>();
    Matcher matcher = PART.matcher(text);
    while (matcher.find()) {
      String name = matcher.group(1);
      if (name != null && !Fields.NAMES.contains(name)) {
        problems.add(
            "{" + name + "}: " + Suggestion.unknownKey(name, Fields.NAMES).replace("key", "field"));
      } else if (name == null && matcher.group().length() == 1) {
        problems.add("'" + matcher.group() + "' alone: expected a field, or two for one");
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /** Lines without blanks at their ends; what a field that is empty leaves behind goes. */
  public String fill(Map<String, String> fields) {
    String filled =
        PART.matcher(text)
            .replaceAll(
                match ->
                    Matcher.quoteReplacement(
                        match.group(1) == null
                            ? match.group().substring(1)
                            : fields.getOrDefault(match.group(1), "")));
    return filled.replaceAll("[ \t]+", " ").replaceAll(" ?\n ?", "\n").strip();
  }
}
