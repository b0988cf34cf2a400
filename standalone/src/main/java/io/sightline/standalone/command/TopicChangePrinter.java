package io.sightline.standalone.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.standalone.topics.Table;
import io.sightline.standalone.topics.TopicChange;
import io.sightline.standalone.topics.TopicChange.Risk;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Shows in what topics differ, for people and for programs. */
final class TopicChangePrinter {
  private final PrintWriter out;

  TopicChangePrinter(PrintWriter out) {
    this.out = out;
  }

  /** Each with what it would cost, and the flag that accepts that. */
  void table(List<TopicChange> changes) {
    if (changes.isEmpty()) {
      out.println("nothing differs from the contract");
    } else {
      Table table = new Table("TOPIC", "SETTING", "FOUND", "WANTED", "COST");
      for (TopicChange change : changes) {
        table.row(
            change.topic(), change.setting(), change.found(), change.wanted(), cost(change.risk()));
      }
      out.print(table);
    }
    out.flush();
  }

  private static String cost(Risk risk) {
    return risk.flag().isEmpty() ? risk.cost() : risk.cost() + "; " + risk.flag();
  }

  /** One object: {@code differences} that are there, and what was {@code changed}. */
  void json(List<TopicChange> differences, List<TopicChange> changed) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    put(root.putArray("differences"), differences);
    put(root.putArray("changed"), changed);
    out.println(root);
    out.flush();
  }

  private static void put(ArrayNode array, List<TopicChange> changes) {
    for (TopicChange change : changes) {
      array
          .addObject()
          .put("topic", change.topic())
          .put("setting", change.setting())
          .put("found", change.found())
          .put("wanted", change.wanted())
          .put("unfit", change.unfit())
          .put("risk", change.risk().name().toLowerCase(Locale.ROOT).replace('_', '-'))
          .put("flag", change.risk().flag())
          .put("cost", change.risk().cost());
    }
  }
}
