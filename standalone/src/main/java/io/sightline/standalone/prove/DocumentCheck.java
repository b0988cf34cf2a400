package io.sightline.standalone.prove;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.sightline.avro.Expiry;
import io.sightline.retention.signing.KeyRing;
import io.sightline.retention.signing.KeyRing.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks a document by itself: no broker, no registry, no store. Pure. */
public final class DocumentCheck {
  private final SignedDocument document;
  private final KeyRing keys;
  private final JsonNode content;
  private final BundledSchemas schemas;
  private final List<String> wrong = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  /**
   * @param wrong what does not hold, for people; empty: the document holds
   * @param remarks what is worth knowing though it holds
   */
  public record Checked(List<String> wrong, List<String> remarks) {}

  private DocumentCheck(SignedDocument document, KeyRing keys) {
    this.document = document;
    this.keys = keys;
    this.content = document.content();
    this.schemas = new BundledSchemas(content.path("schemas"));
  }

  /**
   * @param keys that are trusted
   */
  public static Checked of(SignedDocument document, KeyRing keys) {
    DocumentCheck check = new DocumentCheck(document, keys);
    check.signature();
    switch (document.kind()) {
      case ClipProof.KIND -> check.proof();
      case Certificate.KIND -> check.certificate();
      default ->
          check.wrong.add(
              "kind '%s': expected '%s' or '%s'"
                  .formatted(document.kind(), ClipProof.KIND, Certificate.KIND));
    }
    return new Checked(List.copyOf(check.wrong), List.copyOf(check.remarks));
  }

  private void signature() {
    Verdict verdict = document.check(keys);
    if (verdict != Verdict.GOOD) {
      wrong.add("the document is " + SignedDocument.word(verdict));
    }
  }

  private void proof() {
    List<Fact> facts = FactJson.read(content.path("records"), schemas);
    ArrayNode told = new ObjectMapper().createArrayNode();
    ClipProof.write(told, ClipLife.of(facts));
    if (!same(told, content.path("life"))) {
      wrong.add("what is told is not what the records say");
    }
    List<Fact> entries = ClipLife.entries(facts).toList();
    if (!entries.isEmpty()) {
      LedgerPath path = path(content.path("path"));
      entries.forEach(entry -> onPath(entry, path));
    }
  }

  private LedgerPath path(JsonNode node) {
    LedgerPath path = PathJson.read(node, schemas);
    wrong.addAll(PathJson.check(node, path, keys));
    if (path.head() == null) {
      remarks.add(
          "no head of the ledger covers its entries yet: they hold by the document's own"
              + " signature alone");
    }
    return path;
  }

  private void onPath(Fact entry, LedgerPath path) {
    String hash = Fact.sha256(entry.bytes());
    if (path.entries().stream().noneMatch(each -> Fact.sha256(each.bytes()).equals(hash))) {
      wrong.add(entry.place() + ": expected it on the ledger's path");
    }
  }

  private void certificate() {
    Map<String, Fact> entries = new HashMap<>();
    for (JsonNode node : content.path("ledger")) {
      path(node).entries().forEach(entry -> entries.put(Fact.sha256(entry.bytes()), entry));
    }
    for (JsonNode row : content.path("deleted")) {
      row(row, entries.get(row.path("hash").asText()));
    }
    if (!content.path("left_in_store").isEmpty()) {
      wrong.add(content.path("left_in_store").size() + " objects are still in the store");
    }
  }

  private void row(JsonNode row, @Nullable Fact entry) {
    String id = row.path("id").asText();
    if (entry == null || !(entry.value() instanceof Expiry expiry)) {
      wrong.add(id + ": the ledger has no entry of hash " + row.path("hash").asText());
    } else if (!same(row, Certificate.row(entry, expiry))) {
      wrong.add(id + ": what is told is not what the ledger's entry says");
    }
  }

  private static boolean same(JsonNode one, JsonNode other) {
    return SignedDocument.canonical(one).equals(SignedDocument.canonical(other));
  }
}
