package io.sightline.standalone.erase;

import io.sightline.avro.Clip;
import io.sightline.avro.Erasure;
import io.sightline.avro.ErasureState;
import io.sightline.avro.Expiry;
import io.sightline.avro.LedgerHead;
import io.sightline.avro.Recording;
import io.sightline.clipstore.ClipStore;
import io.sightline.clipstore.ClipStore.StoredObject;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Ids;
import io.sightline.schemas.Topics;
import io.sightline.standalone.prove.Certificate;
import io.sightline.standalone.prove.Certificate.Held;
import io.sightline.standalone.prove.Certificate.State;
import io.sightline.standalone.prove.Fact;
import io.sightline.standalone.prove.FactReader;
import io.sightline.standalone.prove.LedgerPath;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes the certificate of an erasure: looks at topics, ledger and store as they are now. */
public final class Certificates {
  /** A clip or piece that began so long before a span may reach into it. */
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final KafkaSettings kafka;
  private final ClipStore store;
  private final ErasureDesk desk;
  private final FactReader reader;

  public Certificates(KafkaSettings kafka, ClipStore store) {
    this.kafka = kafka;
    this.store = store;
    this.desk = new ErasureDesk(kafka);
    this.reader = new FactReader(kafka);
  }

  public Certificate of(String erasureId, Instant now) throws IOException, InterruptedException {
    List<Erasure> records = desk.records(erasureId);
    Erasure request = records.get(0);
    Erasure newest = records.get(records.size() - 1);
    Scope scope =
        new Scope(
            request.getCamera(),
            request.getFromTime(),
            request.getUntilTime(),
            request.getSubject());
    List<Fact> deleted =
        reader.those(Topics.EXPIRIES, fact -> isOf(fact, scope, request.getErasureId()));
    Plan plan = desk.plan(scope, now);
    Map<String, List<String>> held = held(plan, there(plan));
    List<String> left = left(plan, held.keySet());
    return new Certificate(
        request,
        state(newest, held, left),
        deleted,
        held.entrySet().stream().map(each -> new Held(each.getKey(), each.getValue())).toList(),
        left,
        TopicEnds.of(kafka, now),
        paths(deleted),
        kafka.topics().name(Topics.EXPIRIES));
  }

  private static State state(Erasure newest, Map<String, List<String>> held, List<String> left) {
    if (newest.getState() == ErasureState.REQUESTED) {
      return State.REQUESTED;
    }
    if (!left.isEmpty()) {
      return State.RUNNING;
    }
    return held.isEmpty() ? State.DONE : State.WAITING;
  }

  /** Of the request, or of what was captured in the span and went for another cause. */
  private static boolean isOf(Fact fact, Scope scope, String erasureId) {
    if (!(fact.value() instanceof Expiry entry)) {
      return false;
    }
    boolean inside =
        entry.getCamera().equals(scope.camera())
            && !Ids.time(entry.getClipId()).isBefore(scope.from())
            && Ids.time(entry.getClipId()).isBefore(scope.until());
    return inside || entry.getRequest().equals(erasureId);
  }

  /** Clips, and hours of recordings, that holds keep. */
  private static Map<String, List<String>> held(Plan plan, List<Recording> pieces) {
    Map<String, List<String>> held = new TreeMap<>();
    plan.held().forEach(clip -> held.put(clip.getClipId(), clip.getHolds()));
    for (Recording piece : pieces) {
      Instant hour = piece.getCapturedAt().truncatedTo(ChronoUnit.HOURS);
      List<String> keeping = plan.holding(piece.getCamera(), hour);
      if (!keeping.isEmpty()) {
        held.put(Ids.hour(piece.getCamera(), hour), keeping);
      }
    }
    return held;
  }

  /** The pieces that the store still has: their records stay for a while. */
  private List<Recording> there(Plan plan) throws IOException {
    List<Recording> there = new ArrayList<>();
    for (Recording piece : plan.pieces()) {
      if (piece.getKey() != null && store.size(piece.getKey()).isPresent()) {
        there.add(piece);
      }
    }
    return there;
  }

  /** What the store still has of the span, and is not held. */
  private List<String> left(Plan plan, Set<String> held) throws IOException {
    Scope scope = plan.scope();
    Set<String> pieces = new HashSet<>();
    plan.pieces().forEach(piece -> pieces.add(String.valueOf(piece.getKey())));
    Map<String, Clip> clips = new HashMap<>();
    plan.clips().forEach(clip -> clips.put(clip.getClipId(), clip));
    List<String> left = new ArrayList<>();
    LocalDate day = LocalDate.ofInstant(scope.from().minus(LONGEST), ZoneOffset.UTC);
    LocalDate last = LocalDate.ofInstant(scope.until(), ZoneOffset.UTC);
    for (; !day.isAfter(last); day = day.plusDays(1)) {
      for (StoredObject object : store.list(scope.camera() + "/" + day + "/")) {
        if (isLeft(object.key(), scope, pieces, clips, held)) {
          left.add(object.key());
        }
      }
    }
    return left;
  }

  private static boolean isLeft(
      String key, Scope scope, Set<String> pieces, Map<String, Clip> clips, Set<String> held) {
    String[] parts = key.split("/", -1);
    String id = parts.length > 3 ? parts[2] : "";
    if (id.equals("recordings")) {
      String name = parts[parts.length - 1];
      Instant begin = Ids.time(name.substring(0, Math.max(0, name.lastIndexOf('.'))));
      boolean inside = pieces.contains(key) || scope.has(begin, begin);
      return inside
          && !held.contains(Ids.hour(scope.camera(), begin.truncatedTo(ChronoUnit.HOURS)));
    }
    boolean inside = clips.containsKey(id) || scope.has(Ids.time(id), Ids.time(id));
    return inside && !held.contains(id);
  }

  /** From the first entry of each partition to a head above the last. */
  private List<LedgerPath> paths(List<Fact> deleted) {
    List<LedgerHead> heads =
        reader.all(Topics.LEDGER_HEADS).stream()
            .filter(fact -> fact.value() instanceof LedgerHead)
            .map(fact -> (LedgerHead) fact.value())
            .toList();
    Map<Integer, List<Fact>> ours =
        deleted.stream()
            .collect(Collectors.groupingBy(Fact::partition, TreeMap::new, Collectors.toList()));
    Map<Integer, LedgerPath.Reach> reaches = new TreeMap<>();
    ours.forEach((partition, entries) -> reaches.put(partition, reach(heads, entries)));
    // Read again, since only now it is known which entries are between: to keep all is too much.
    List<Fact> between =
        ours.isEmpty()
            ? List.of()
            : reader.those(
                Topics.EXPIRIES,
                fact -> {
                  LedgerPath.Reach reach = reaches.get(fact.partition());
                  return reach != null && reach.has(fact);
                });
    return ours.values().stream()
        .map(each -> LedgerPath.of(between, heads, each.get(0), each.get(each.size() - 1)))
        .toList();
  }

  private static LedgerPath.Reach reach(List<LedgerHead> heads, List<Fact> entries) {
    return LedgerPath.Reach.of(heads, entries.get(0), entries.get(entries.size() - 1));
  }
}
