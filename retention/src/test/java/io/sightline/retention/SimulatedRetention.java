package io.sightline.retention;

import io.sightline.avro.Clip;
import io.sightline.avro.Deletion;
import io.sightline.avro.DeletionResult;
import io.sightline.avro.Expiry;
import io.sightline.avro.LedgerHead;
import io.sightline.clipstore.ClipLayout;
import io.sightline.clipstore.ClipStore.StoredObject;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.retention.CrashingStore.Crash;
import io.sightline.retention.CrashingStore.In;
import io.sightline.retention.audit.Finding;
import io.sightline.retention.audit.HeadCheck;
import io.sightline.retention.audit.HeadCheck.Head;
import io.sightline.retention.audit.LedgerChain;
import io.sightline.retention.audit.LedgerChain.Link;
import io.sightline.retention.audit.Reconciliation;
import io.sightline.retention.signing.HeadStatement;
import io.sightline.retention.signing.KeyRing;
import io.sightline.retention.signing.SigningKey;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.TransactionalLoop.Output;
import io.sightline.runtime.TransactionalLoop.Step;
import io.sightline.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Retention and its deleter on a simulated log: each commits what it read, what it wrote and its
 * state together or not at all, and each may die between any two steps.
 */
final class SimulatedRetention implements AutoCloseable {
  /** Where a process dies. */
  enum Point {
    /** Orders are written, nothing is committed. */
    ORDER_WRITTEN,
    ORDER_COMMITTED,
    BEFORE_OBJECT,
    OBJECT_DELETED,
    ALL_DELETED,
    /** The deleter has written its answers, nothing is committed. */
    ANSWER_WRITTEN,
    ANSWER_COMMITTED,
    /** An entry and its tombstone are written, nothing is committed. */
    LEDGER_WRITTEN,
    LEDGER_COMMITTED
  }

  static final KafkaSettings KAFKA =
      new KafkaSettings(new Topics("test"), 4, 1, Map.of(), "mock://crashes");
  private static final Duration KEPT = Duration.ofDays(30);

  private final SigningKey key = SigningKey.ofSeed(new byte[32]);
  private final FilesClipStore store;
  private final CrashingStore crashing;
  private final Step<Deletion> deleter;
  private final Path folder;
  private SimulatedTopology topology;
  private Instant now = Clips.RECORDED;
  private int stored;

  private final Map<String, Clip> clips = new LinkedHashMap<>();
  private final List<byte[]> ledger = new ArrayList<>();
  private final List<LedgerHead> heads = new ArrayList<>();
  private final List<Deletion> orders = new ArrayList<>();
  private final List<DeletionResult> answers = new ArrayList<>();

  SimulatedRetention(FilesClipStore store, Path folder) {
    this.store = store;
    this.folder = folder;
    this.crashing = new CrashingStore(store);
    this.deleter = RetentionServices.deleterStep(crashing, () -> now);
    this.topology = new SimulatedTopology(folder, key, now, Map.of());
  }

  int stored() {
    return stored;
  }

  /** Entries of the ledger. */
  int expired() {
    return ledger.size();
  }

  /** Clips with a frame each, recorded now. */
  void store(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      Clip clip = Clips.clip("front", now.plusMillis(i));
      store.put(clip.getKey(), new byte[1234]);
      store.put(ClipLayout.frame(clip.getPrefix(), "front-f1"), new byte[7]);
      clips.put(clip.getClipId(), clip);
      topology.clips(List.of(clip));
      stored++;
    }
    commit(topology.take());
    pass(Duration.ofMinutes(1));
  }

  /** Lets the time of all clips be up, and dies at the point; false if it never came there. */
  boolean runUntil(Point point, Random random) throws Exception {
    now = now.plus(KEPT);
    SimulatedTopology.Written written = topology.advance(Duration.ofSeconds(2), now);
    if (point == Point.ORDER_WRITTEN) {
      restart();
      return !written.orders().isEmpty();
    }
    commit(written);
    if (point == Point.ORDER_COMMITTED) {
      restart();
      return true;
    }
    if (!delete(point)) {
      return true;
    }
    if (point == Point.ANSWER_COMMITTED) {
      restart();
      return true;
    }
    return answer(point, random);
  }

  /** False if it died. */
  private boolean delete(Point point) throws Exception {
    List<Deletion> batch = List.copyOf(orders);
    crashing.crash(
        switch (point) {
          case BEFORE_OBJECT -> In.BEFORE;
          case OBJECT_DELETED -> In.MIDDLE;
          case ALL_DELETED -> In.AFTER;
          default -> null;
        });
    try {
      List<DeletionResult> written = carryOut(batch);
      if (point == Point.ANSWER_WRITTEN) {
        return false;
      }
      answers.addAll(written);
      orders.clear();
      return true;
    } catch (IllegalStateException e) {
      if (e.getCause() instanceof Crash) {
        return false;
      }
      throw e;
    }
  }

  private List<DeletionResult> carryOut(List<Deletion> batch) throws Exception {
    List<ConsumerRecord<String, Deletion>> records =
        batch.stream()
            .map(order -> new ConsumerRecord<>("orders", 0, 0, order.getClipId(), order))
            .toList();
    List<DeletionResult> written = new ArrayList<>();
    for (Output output : deleter.process(records)) {
      written.add((DeletionResult) output.value());
    }
    return written;
  }

  /** Some of the answers may be handled before it dies. */
  private boolean answer(Point point, Random random) {
    List<DeletionResult> batch = List.copyOf(answers);
    if (point == Point.LEDGER_WRITTEN) {
      int handled = batch.isEmpty() ? 0 : 1 + random.nextInt(batch.size());
      topology.answers(batch.subList(0, handled));
      boolean written = !topology.take().entries().isEmpty();
      restart();
      return written;
    }
    topology.answers(batch);
    answers.clear();
    commit(topology.take());
    if (point == Point.LEDGER_COMMITTED) {
      restart();
    }
    return true;
  }

  /** The store deletes nothing from now on; null: it does again. */
  void refuse(@Nullable String why) {
    crashing.refuse(why);
  }

  /** Time passes, and everybody does what is to be done. */
  void work(Duration time) throws Exception {
    pass(time);
    commit(topology.advance(Duration.ZERO, now));
    delete(Point.LEDGER_COMMITTED);
    topology.answers(List.copyOf(answers));
    answers.clear();
    commit(topology.take());
  }

  /** What was left undone is done, without another crash. */
  void runToTheEnd() throws Exception {
    for (int look = 0; look < 10; look++) {
      pass(KEPT);
      commit(topology.advance(Duration.ofHours(2), now));
      delete(Point.LEDGER_COMMITTED);
      answer(Point.LEDGER_COMMITTED, new Random(0));
    }
  }

  private void pass(Duration time) {
    now = now.plus(time);
    commit(topology.advance(Duration.ZERO, now));
  }

  private void commit(SimulatedTopology.Written written) {
    orders.addAll(written.orders());
    ledger.addAll(written.entries());
    heads.addAll(written.heads());
    written
        .clips()
        .forEach(
            (id, clip) -> {
              if (clip == null) {
                clips.remove(id);
              } else {
                clips.put(id, clip);
              }
            });
    topology.committed();
  }

  /** A new process, with the state of the last commit. */
  private void restart() {
    Map<String, Map<Object, Object>> state = topology.lastCommitted();
    topology.close();
    topology = new SimulatedTopology(folder, key, now, state);
  }

  /** The end of the ledger is gone. */
  void cutLedger() {
    ledger.remove(ledger.size() - 1);
  }

  /** What verify would say. */
  List<Finding> findings() throws Exception {
    var deserializer = AvroSerdes.<Expiry>deserializer(KAFKA, Topics.EXPIRIES);
    List<Link> links = new ArrayList<>();
    for (byte[] bytes : ledger) {
      links.add(new Link(0, links.size(), bytes, deserializer.deserialize("", bytes)));
    }
    List<Expiry> entries = links.stream().map(Link::entry).toList();
    List<Head> said =
        heads.stream().map(head -> new Head("head-" + head.getEntries(), head)).toList();
    Map<String, Long> objects =
        new HashMap<>(
            store.list("").stream()
                .collect(Collectors.toMap(StoredObject::key, StoredObject::bytes)));
    List<Finding> findings = new ArrayList<>(LedgerChain.check(links));
    HeadCheck check =
        new HeadCheck(
            new HeadStatement("test.expiries"),
            KeyRing.of(List.of(key.publicText())),
            now.minus(Duration.ofDays(1)),
            said);
    links.forEach(check::follow);
    findings.addAll(check.findings());
    findings.addAll(
        new Reconciliation(now, Duration.ofMinutes(15))
            .run(clips.values(), List.of(), entries, objects));
    return findings;
  }

  @Override
  public void close() {
    topology.close();
  }
}
