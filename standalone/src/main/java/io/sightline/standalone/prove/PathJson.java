package io.sightline.standalone.prove;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.avro.LedgerHead;
import io.sightline.retention.signing.HeadStatement;
import io.sightline.retention.signing.KeyRing;
import io.sightline.schemas.registry.SchemaRegistry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A path of the ledger within a document. */
final class PathJson {
  private PathJson() {}

  /**
   * @param ledger the topic's name on the broker, which is part of what is signed
   */
  static void write(ObjectNode into, LedgerPath path, String ledger) {
    into.put("ledger", ledger);
    FactJson.write(into.putArray("entries"), path.entries());
    LedgerHead head = path.head();
    into.put("head", head == null ? null : new HeadStatement(ledger).file(head));
  }

  static LedgerPath read(JsonNode from, SchemaRegistry schemas) {
    String ledger = from.path("ledger").asText();
    @Nullable LedgerHead head =
        from.path("head").isTextual()
            ? new HeadStatement(ledger).parse(from.path("head").asText())
            : null;
    return new LedgerPath(FactJson.read(from.path("entries"), schemas), head);
  }

  /** What does not hold. */
  static List<String> check(JsonNode from, LedgerPath path, KeyRing keys) {
    List<String> wrong = new ArrayList<>(path.broken());
    LedgerHead head = path.head();
    if (head != null) {
      KeyRing.Verdict verdict = new HeadStatement(from.path("ledger").asText()).check(head, keys);
      if (verdict != KeyRing.Verdict.GOOD) {
        wrong.add(
            "the head of partition %d at %d entries is %s: expected a good signature"
                .formatted(head.getPartition(), head.getEntries(), SignedDocument.word(verdict)));
      }
    }
    return wrong;
  }
}
