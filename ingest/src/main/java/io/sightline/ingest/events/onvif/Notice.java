package io.sightline.ingest.events.onvif;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * A message of a camera.
 *
 * @param topic without prefixes, as {@code RuleEngine/CellMotionDetector/Motion}
 * @param source what of the camera it is about
 * @param data what is said
 * @param at by the camera's clock; null if it does not say
 * @param deleted the thing it was about is gone
 */
record Notice(
    String topic,
    Map<String, String> source,
    Map<String, String> data,
    @Nullable Instant at,
    boolean deleted) {
  private static final int MAX_NOTICES = 256;
  private static final int MAX_ITEMS = 32;

  static List<Notice> all(Element answer) {
    List<Notice> notices = new ArrayList<>();
    for (Element message : Xml.all(answer, "NotificationMessage")) {
      if (notices.size() < MAX_NOTICES) {
        notices.add(of(message));
      }
    }
    return notices;
  }

  private static Notice of(Element notification) {
    String topic = Xml.text(notification, "Topic").replaceAll("[A-Za-z0-9_.-]+:", "");
    Element message =
        Xml.all(notification, "Message").stream()
            .filter(m -> m.hasAttribute("UtcTime") || Xml.first(m, "Message") == null)
            .findFirst()
            .orElse(notification);
    return new Notice(
        topic,
        items(message, "Source"),
        items(message, "Data"),
        time(message.getAttribute("UtcTime")),
        message.getAttribute("PropertyOperation").equals("Deleted"));
  }

  private static Map<String, String> items(Element message, String part) {
    Map<String, String> items = new TreeMap<>();
    Element under = Xml.first(message, part);
    if (under != null) {
      for (Element item : Xml.all(under, "SimpleItem")) {
        if (items.size() < MAX_ITEMS) {
          items.put(item.getAttribute("Name"), item.getAttribute("Value"));
        }
      }
    }
    return items;
  }

  private static @Nullable Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
