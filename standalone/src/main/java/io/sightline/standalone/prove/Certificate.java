package io.sightline.standalone.prove;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.avro.Erasure;
import io.sightline.avro.Expiry;
import io.sightline.schemas.registry.SchemaRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an erasure has come to.
 *
 * @param request as it was asked for
 * @param state waiting where something is held, done where nothing of it is left
 * @param deleted entries of the ledger for what was captured in the span, earlier ones too
 * @param held what stays until it is released: clips and hours with the holds that keep them
 * @param left keys of objects of the span that the store still has and that are not held
 * @param topics by when the last fact leaves each topic
 * @param paths for each partition of the ledger with such entries
 * @param ledger the topic's name on the broker
 */
public record Certificate(
    Erasure request,
    State state,
    List<Fact> deleted,
    List<Held> held,
    List<String> left,
    List<Leaves> topics,
    List<LedgerPath> paths,
    String ledger) {
  public static final String KIND = "sightline erasure certificate 1";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** How far an erasure is. */
  public enum State {
    REQUESTED,
    RUNNING,
    /** All is gone but what is held. */
    WAITING,
    DONE;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public record Held(String id, List<String> holds) {}

  /**
   * @param topic name on the broker
   * @param by when the last record about the span is gone from it; a word where no time can be told
   */
  public record Leaves(String topic, String by) {}

  public Certificate {
    deleted = List.copyOf(deleted);
    held = List.copyOf(held);
    left = List.copyOf(left);
    topics = List.copyOf(topics);
    paths = List.copyOf(paths);
  }

  /** Ready to be signed. */
  public ObjectNode content(Instant madeAt, String build, SchemaRegistry registry) {
    ObjectNode content = JSON.createObjectNode();
    content.put("erasure", request.getErasureId()).put("state", state.word());
    content.put("camera", request.getCamera());
    content.put("from", request.getFromTime().toString());
    content.put("until", request.getUntilTime().toString());
    content.put("subject", request.getSubject());
    content.put("who", request.getWho()).put("why", request.getWhy());
    content.put("requested_at", request.getRequestedAt().toString());
    content.put("made_at", madeAt.toString()).put("build", build);
    ArrayNode rows = content.putArray("deleted");
    for (Fact fact : deleted) {
      if (fact.value() instanceof Expiry expiry) {
        rows.add(row(fact, expiry));
      }
    }
    ArrayNode stays = content.putArray("held");
    held.forEach(
        each ->
            each.holds().forEach(stays.addObject().put("id", each.id()).putArray("holds")::add));
    left.forEach(content.putArray("left_in_store")::add);
    ArrayNode leaves = content.putArray("topics");
    topics.forEach(each -> leaves.addObject().put("topic", each.topic()).put("gone_by", each.by()));
    ArrayNode chains = content.putArray("ledger");
    paths.forEach(path -> PathJson.write(chains.addObject(), path, ledger));
    List<Fact> all = new ArrayList<>();
    paths.forEach(path -> all.addAll(path.entries()));
    FactJson.writeSchemas(content.putObject("schemas"), all, registry);
    return content;
  }

  /** What the certificate says of an entry of the ledger. */
  static ObjectNode row(Fact fact, Expiry entry) {
    return JSON.createObjectNode()
        .put("id", entry.getClipId())
        .put("cause", entry.getCause())
        .put("request", entry.getRequest())
        .put("deleted_at", entry.getDeletedAt().toString())
        .put("bytes", entry.getBytes())
        .put("objects", entry.getObjects())
        .put("sha256", entry.getSha256())
        .put("partition", fact.partition())
        .put("sequence", entry.getSequence())
        .put("hash", Fact.sha256(fact.bytes()));
  }
}
