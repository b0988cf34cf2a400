package io.sightline.standalone.prove;

import io.sightline.avro.Clip;
import io.sightline.avro.Erasure;
import io.sightline.avro.Expiry;
import io.sightline.avro.Hold;
import io.sightline.avro.LedgerHead;
import io.sightline.avro.Recording;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Ids;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Looks up all that the topics say of a clip, or of an hour of recordings. */
public final class ClipProofs {
  private static final List<Topic<?>> OF_THE_CLIP =
      List.of(Topics.CLIPS, Topics.DELETIONS, Topics.DELETION_RESULTS, Topics.EXPIRIES);
  private static final List<Topic<?>> OF_THE_CAMERA =
      List.of(Topics.ACTIVITY, Topics.DECISIONS, Topics.ALERTS);

  private final KafkaSettings kafka;
  private final FactReader reader;

  public ClipProofs(KafkaSettings kafka) {
    this.kafka = kafka;
    this.reader = new FactReader(kafka);
  }

  /** Throws {@link IllegalArgumentException} for an id of which nothing is on record. */
  public ClipProof find(String id) {
    String camera = camera(id);
    List<Fact> facts = new ArrayList<>();
    for (Topic<?> topic : OF_THE_CLIP) {
      facts.addAll(keyed(topic, id, camera));
    }
    for (Topic<?> topic : OF_THE_CAMERA) {
      facts.addAll(where(topic, camera, value -> ClipLife.isAbout(id, value)));
    }
    facts.addAll(where(Topics.RECORDINGS, camera, value -> isPieceOf(id, value)));
    if (facts.isEmpty()) {
      throw new IllegalArgumentException(
          "'%s': nothing on record; expected a clip, as front-door-c1k0wfcrhzfp, or an hour of recordings"
              .formatted(id));
    }
    facts.addAll(named(facts, camera));
    return new ClipProof(id, facts, path(facts), kafka.topics().name(Topics.EXPIRIES));
  }

  private static String camera(String id) {
    try {
      return Ids.cameraOf(id);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + id + "': expected the id of a clip, as front-door-c1k0wfcrhzfp", e);
    }
  }

  /** Of a clip they lie in the partition of its id, of an hour in that of its camera. */
  private List<Fact> keyed(Topic<?> topic, String id, String camera) {
    List<Fact> facts = new ArrayList<>(reader.beside(topic, id));
    Set<String> places = new HashSet<>(facts.stream().map(Fact::place).toList());
    reader.beside(topic, camera).stream()
        .filter(fact -> places.add(fact.place()))
        .forEach(facts::add);
    facts.removeIf(fact -> !fact.key().equals(id));
    return facts;
  }

  private List<Fact> where(Topic<?> topic, String key, Predicate<@Nullable SpecificRecord> about) {
    return reader.beside(topic, key).stream().filter(fact -> about.test(fact.value())).toList();
  }

  private static boolean isPieceOf(String id, @Nullable SpecificRecord value) {
    return value instanceof Recording piece
        && piece.getKey() != null
        && Ids.hour(piece.getCamera(), piece.getCapturedAt().truncatedTo(ChronoUnit.HOURS))
            .equals(id);
  }

  /** The holds and erasures that its own records name. */
  private List<Fact> named(List<Fact> facts, String camera) {
    Set<String> ids = new TreeSet<>();
    for (Fact fact : facts) {
      if (fact.value() instanceof Clip clip) {
        ids.addAll(clip.getHolds());
      } else if (fact.value() instanceof Expiry entry) {
        ids.add(entry.getRequest());
        ids.addAll(entry.getLateHolds());
      }
    }
    List<Fact> named =
        new ArrayList<>(
            where(
                Topics.HOLDS,
                camera,
                value -> value instanceof Hold hold && ids.contains(hold.getHoldId())));
    reader.all(Topics.ERASURES).stream()
        .filter(fact -> fact.value() instanceof Erasure e && ids.contains(e.getErasureId()))
        .forEach(named::add);
    return named;
  }

  private LedgerPath path(List<Fact> facts) {
    List<Fact> entries = ClipLife.entries(facts).toList();
    if (entries.isEmpty()) {
      return new LedgerPath(List.of(), null);
    }
    Fact first = entries.get(0);
    List<Fact> ledger =
        reader.all(Topics.EXPIRIES).stream()
            .filter(fact -> fact.partition() == first.partition())
            .toList();
    return LedgerPath.of(ledger, heads(), first, entries.get(entries.size() - 1));
  }

  List<LedgerHead> heads() {
    return reader.all(Topics.LEDGER_HEADS).stream()
        .filter(fact -> fact.value() instanceof LedgerHead)
        .map(fact -> (LedgerHead) fact.value())
        .toList();
  }
}
