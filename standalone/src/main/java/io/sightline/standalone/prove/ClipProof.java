package io.sightline.standalone.prove;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.schemas.registry.SchemaRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The life of one clip with all that proves it.
 *
 * @param id of the clip, or of an hour of recordings
 * @param path from its first entry in the ledger to a head; without entries where it was not
 *     deleted
 * @param ledger the topic's name on the broker
 */
public record ClipProof(String id, List<Fact> facts, LedgerPath path, String ledger) {
  public static final String KIND = "sightline proof 1";

  public ClipProof {
    facts = List.copyOf(facts);
  }

  public List<Line> lines() {
    return ClipLife.of(facts);
  }

  /** Ready to be signed. */
  public ObjectNode content(Instant madeAt, String build, SchemaRegistry registry) {
    ObjectNode content = new ObjectMapper().createObjectNode();
    content.put("about", id).put("made_at", madeAt.toString()).put("build", build);
    write(content.putArray("life"), lines());
    FactJson.write(content.putArray("records"), facts);
    PathJson.write(content.putObject("path"), path, ledger);
    List<Fact> all = new ArrayList<>(facts);
    all.addAll(path.entries());
    FactJson.writeSchemas(content.putObject("schemas"), all, registry);
    return content;
  }

  static void write(ArrayNode into, List<Line> lines) {
    for (Line line : lines) {
      into.addObject()
          .put("at", line.at().toString())
          .put("what", line.what())
          .put("place", line.place());
    }
  }
}
