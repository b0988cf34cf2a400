package io.sightline.standalone.access;

import static io.sightline.standalone.access.Member.group;
import static io.sightline.standalone.access.Member.loop;
import static io.sightline.standalone.access.Member.loops;
import static io.sightline.standalone.access.Member.streams;
import static io.sightline.standalone.access.Member.transactions;

import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everybody who uses the cluster, and the one place that says what each reads and writes. A test
 * holds it against the topologies and the code.
 */
public enum Role {
  /** What it wrote it reads again where a transaction may have been torn. */
  INGEST(
      Set.of(
          Topics.CAMERAS,
          Topics.MODES,
          Topics.FEEDBACK,
          Topics.ACTIVITY,
          Topics.FRAMES,
          Topics.RECORDINGS,
          Topics.CLIPS,
          Topics.HEALTH,
          Topics.KEYS),
      Set.of(
          Topics.ACTIVITY,
          Topics.FRAMES,
          Topics.RECORDINGS,
          Topics.CLIPS,
          Topics.HEALTH,
          Topics.KEYS),
      List.of(loop("ingest-" + Member.SITE), group("ingest-" + Member.SITE + "-spool"))),
  DETECT(
      Set.of(Topics.FRAMES, Topics.KEYS),
      Set.of(Topics.DETECTIONS, Topics.DEAD_LETTERS),
      List.of(loop("detect"))),
  ALERTING(
      Set.of(Topics.CAMERAS, Topics.DETECTIONS, Topics.ALERTS),
      Set.of(
          Topics.DECISIONS,
          Topics.ALERTS,
          Topics.PROGRESS,
          Topics.NOTIFICATIONS,
          Topics.DEAD_LETTERS),
      List.of(streams("alerting"), loops("alerting-delivery-"))),
  RETENTION(
      Set.of(
          Topics.CAMERAS,
          Topics.CLIPS,
          Topics.RECORDINGS,
          Topics.DECISIONS,
          Topics.ALERTS,
          Topics.POLICIES,
          Topics.HOLDS,
          Topics.RETENTION_REQUESTS,
          Topics.RETENTION_ANSWERS,
          Topics.RETENTION_STORED,
          Topics.DELETIONS,
          Topics.DELETION_RESULTS,
          Topics.ERASURES,
          Topics.SPACE,
          Topics.STOCK,
          Topics.PRESSURE,
          Topics.LEDGER_HEADS),
      Set.of(
          Topics.CLIPS,
          Topics.KEYS,
          Topics.HOLDS,
          Topics.RETENTION_REQUESTS,
          Topics.RETENTION_ANSWERS,
          Topics.RETENTION_STORED,
          Topics.DELETIONS,
          Topics.DELETION_RESULTS,
          Topics.EXPIRIES,
          Topics.ERASURES,
          Topics.SPACE,
          Topics.STOCK,
          Topics.PRESSURE,
          Topics.LEDGER_HEADS,
          Topics.DEAD_LETTERS),
      List.of(streams("retention"), loop("deleter"), loop("ledger-head-keeper"))),
  CONSOLE(
      Set.of(
          Topics.CAMERAS,
          Topics.HEALTH,
          Topics.CLIPS,
          Topics.DECISIONS,
          Topics.ALERTS,
          Topics.FEEDBACK,
          Topics.PRESSURE,
          Topics.KEYS,
          Topics.HOLDS,
          Topics.RECORDINGS,
          Topics.EXPIRIES,
          Topics.ERASURES,
          Topics.LEDGER_HEADS),
      Set.of(Topics.FEEDBACK, Topics.HOLDS),
      List.of()),
  /** {@code traces}: tells a collector what was done for each activity. */
  TRACES(
      Set.of(
          Topics.ACTIVITY,
          Topics.FRAMES,
          Topics.CLIPS,
          Topics.DETECTIONS,
          Topics.DECISIONS,
          Topics.ALERTS,
          Topics.NOTIFICATIONS),
      Set.of(),
      List.of(group("traces"))),
  /** A person at the command line: {@code cameras}, {@code mode}, {@code explain} and others. */
  OPERATOR(
      Set.copyOf(Topics.ALL),
      Set.of(
          Topics.CAMERAS,
          Topics.MODES,
          Topics.FEEDBACK,
          Topics.HOLDS,
          Topics.POLICIES,
          Topics.ERASURES,
          Topics.RETENTION_REQUESTS,
          Topics.KEYS),
      List.of(transactions("keys-rotate"))),
  /** {@code replay --to}: copies what was recorded, but for keys, into topics of its own. */
  REPLAY(allBut(Topics.KEYS), Set.of(), List.of(loops("replay-"))),
  /** {@code backfill}: examines and decides anew what was recorded, into topics of its own. */
  BACKFILL(
      Set.of(
          Topics.CAMERAS,
          Topics.FRAMES,
          Topics.CLIPS,
          Topics.KEYS,
          Topics.DETECTIONS,
          Topics.DECISIONS,
          Topics.ALERTS),
      Set.of(),
      List.of(loops("replay-backfill-"))),
  /** {@code topics plan|apply|create}. */
  TOPICS(Set.of(), Set.of(), List.of()),
  /** Whoever adds processes while groups lag behind: looks, and reads no record. */
  SCALER(Set.of(), Set.of(), List.of()),
  /** {@code registry}: the small registry that comes with Sightline. */
  REGISTRY(Set.of(), Set.of(), List.of());

  private final Set<Topic<?>> reads;
  private final Set<Topic<?>> writes;
  private final List<Member> members;

  Role(Set<Topic<?>> reads, Set<Topic<?>> writes, List<Member> members) {
    this.reads = reads;
    this.writes = writes;
    this.members = members;
  }

  private static Set<Topic<?>> allBut(Topic<?> one) {
    return Topics.ALL.stream().filter(topic -> !topic.equals(one)).collect(Collectors.toSet());
  }

  /** In the order of flow. */
  public List<Topic<?>> reads() {
    return Topics.ALL.stream().filter(reads::contains).toList();
  }

  /** In the order of flow. */
  public List<Topic<?>> writes() {
    return Topics.ALL.stream().filter(writes::contains).toList();
  }

  /** What it reads or writes, in the order of flow. */
  public List<Topic<?>> topics() {
    return Topics.ALL.stream().filter(t -> reads.contains(t) || writes.contains(t)).toList();
  }

  /** One of those that run, as opposed to people and tools. */
  boolean isProcess() {
    return ordinal() <= TRACES.ordinal();
  }

  List<Member> members() {
    return members;
  }

  /** As a command is called, for example {@code ingest}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
