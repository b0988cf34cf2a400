package io.sightline.standalone.verify;

import io.sightline.avro.Clip;
import io.sightline.avro.Expiry;
import io.sightline.avro.Recording;
import io.sightline.clipstore.ClipStore;
import io.sightline.clipstore.ClipStore.StoredObject;
import io.sightline.clipstore.ClipStore.Violation;
import io.sightline.retention.LedgerConfig;
import io.sightline.retention.LedgerKeys;
import io.sightline.retention.audit.Finding;
import io.sightline.retention.audit.Finding.Kind;
import io.sightline.retention.audit.HeadCheck;
import io.sightline.retention.audit.LedgerChain;
import io.sightline.retention.audit.LedgerChain.Link;
import io.sightline.retention.audit.Reconciliation;
import io.sightline.retention.signing.KeyRing;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import io.sightline.standalone.records.TopicRecords;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads everything once, and says how it differs. */
public final class Verification {
  /**
   * @param now by the wall clock
   * @param grace what is younger, or due for no longer, may be on its way
   * @param sharePercent of the clips and recordings that is read again and compared by digest
   * @param ledger how often heads are signed
   * @param trusted who may have signed them; empty: anybody
   */
  public record Settings(
      Instant now, Duration grace, double sharePercent, LedgerConfig ledger, KeyRing trusted) {

    /** Without keys: signatures are not checked. */
    public Settings(Instant now, Duration grace, double sharePercent) {
      this(now, grace, sharePercent, LedgerConfig.DEFAULT, LedgerKeys.NONE.trusted());
    }
  }

  /** What was looked at, and what was found. */
  public record Report(
      int objects, int clips, int recordings, int entries, int rehashed, List<Finding> findings) {}

  /** Told after each object that was read again. */
  public interface Progress {
    void done(int count, int of);
  }

  private final KafkaSettings kafka;
  private final ClipStore store;
  private final Settings settings;

  public Verification(KafkaSettings kafka, ClipStore store, Settings settings) {
    this.kafka = kafka;
    this.store = store;
    this.settings = settings;
  }

  /** The store is listed first: what is recorded meanwhile has its record, not the reverse. */
  public Report run(Progress progress) throws IOException {
    Map<String, Long> objects =
        store.list("").stream().collect(Collectors.toMap(StoredObject::key, StoredObject::bytes));
    HeadsFound heads = HeadsFound.read(kafka, store);
    List<Link> links = LedgerLinks.read(kafka);
    Collection<Clip> clips = clips();
    List<Recording> pieces = pieces();
    List<Expiry> entries = links.stream().map(Link::entry).filter(Objects::nonNull).toList();
    List<Finding> findings = new ArrayList<>(ledger(links));
    findings.addAll(heads.unreadable());
    findings.addAll(
        new HeadCheck(heads.statement(), settings.trusted(), covered()).run(heads.heads(), links));
    findings.addAll(misplaced());
    List<Finding> differences =
        new Reconciliation(settings.now(), settings.grace()).run(clips, pieces, entries, objects);
    findings.addAll(stillSo(differences));
    Rehash rehash = new Rehash(store, settings.sharePercent());
    findings.addAll(rehash.run(clips, pieces, objects, progress));
    return new Report(
        objects.size(), clips.size(), pieces.size(), links.size(), rehash.count(), findings);
  }

  /** Older entries are under a head, if retention runs. */
  private Instant covered() {
    return settings.now().minus(settings.ledger().headEvery()).minus(settings.grace());
  }

  /** What is wrong twice is wrong; a folder may be empty for the moment in which a file comes. */
  private List<Finding> misplaced() throws IOException {
    List<Violation> first = store.check();
    List<Violation> both = new ArrayList<>(first.isEmpty() ? first : store.check());
    both.retainAll(first);
    return both.stream()
        .map(violation -> new Finding(Kind.MISPLACED, violation.key(), violation.problem()))
        .toList();
  }

  private static List<Finding> ledger(List<Link> links) {
    return links.stream()
        .collect(Collectors.groupingBy(Link::partition, TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .flatMap(chain -> LedgerChain.check(chain).stream())
        .toList();
  }

  /** Newest revisions; those with a tombstone are gone. */
  private Collection<Clip> clips() {
    Map<String, Clip> newest = new HashMap<>();
    for (ConsumerRecord<String, Clip> record : TopicRecords.committed(kafka, Topics.CLIPS)) {
      if (record.value() == null) {
        newest.remove(record.key());
      } else {
        newest.merge(
            record.key(), record.value(), (a, b) -> b.getRevision() >= a.getRevision() ? b : a);
      }
    }
    return newest.values();
  }

  private List<Recording> pieces() {
    return TopicRecords.committed(kafka, Topics.RECORDINGS).stream()
        .map(ConsumerRecord::value)
        .filter(recording -> recording != null && recording.getKey() != null)
        .toList();
  }

  /** What was recorded after the listing is no difference; nor is what has gone since. */
  private List<Finding> stillSo(List<Finding> differences) throws IOException {
    List<Finding> still = new ArrayList<>();
    for (Finding finding : differences) {
      boolean aboutObject =
          finding.kind() == Kind.MISSING
              || finding.kind() == Kind.ORPHANED
              || finding.kind() == Kind.RESURRECTED;
      boolean there = aboutObject && store.size(finding.subject()).isPresent();
      if (!aboutObject || there != (finding.kind() == Kind.MISSING)) {
        still.add(finding);
      }
    }
    return still;
  }
}
