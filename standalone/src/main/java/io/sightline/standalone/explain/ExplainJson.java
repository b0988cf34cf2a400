package io.sightline.standalone.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.console.api.Account.Facts;
import io.sightline.console.api.Account.Fate;
import io.sightline.console.api.Account.Line;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** A dossier as one object: the words, and the records as Avro writes them as JSON. */
public final class ExplainJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ExplainJson() {}

  /**
   * @param picture where the picture is, for people
   */
  public static String of(Dossier dossier, @Nullable String picture)
      throws JsonProcessingException {
    Facts facts = dossier.facts();
    ObjectNode all = JSON.createObjectNode();
    all.put("id", dossier.id());
    all.put("kind", dossier.alert() ? "alert" : "activity");
    ArrayNode words = all.putArray("words");
    for (Line line : dossier.lines()) {
      words.addObject().put("about", line.about()).put("words", line.words());
    }
    all.put("picture", picture);
    put(all, "camera", facts.camera());
    put(all, "activity", facts.activity());
    put(all, "decisions", facts.decisions());
    put(all, "alerts", facts.alerts());
    put(all, "notifications", facts.notifications());
    ArrayNode clips = all.putArray("clips");
    for (Fate fate : facts.clips()) {
      ObjectNode clip = clips.addObject().put("clip_id", fate.clipId());
      put(clip, "clip", fate.clip());
      put(clip, "expiry", fate.expiry());
    }
    return JSON.writeValueAsString(all);
  }

  private static void put(ObjectNode node, String key, @Nullable SpecificRecord record)
      throws JsonProcessingException {
    node.set(key, record == null ? null : JSON.readTree(record.toString()));
  }

  private static void put(ObjectNode node, String key, List<? extends SpecificRecord> records)
      throws JsonProcessingException {
    ArrayNode array = node.putArray(key);
    for (SpecificRecord record : records) {
      array.add(JSON.readTree(record.toString()));
    }
  }
}
