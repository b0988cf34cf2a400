package io.sightline.standalone.verify;

import io.sightline.avro.Clip;
import io.sightline.avro.Expiry;
import io.sightline.avro.Recording;
import io.sightline.clipstore.ClipStore;
import io.sightline.clipstore.ClipStore.Violation;
import io.sightline.retention.LedgerConfig;
import io.sightline.retention.LedgerKeys;
import io.sightline.retention.audit.Finding;
import io.sightline.retention.audit.Finding.Kind;
import io.sightline.retention.audit.HeadCheck;
import io.sightline.retention.audit.LedgerChain;
import io.sightline.retention.audit.LedgerChain.Told;
import io.sightline.retention.signing.KeyRing;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import io.sightline.standalone.records.TopicRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

  /** Told after each step of a phase. */
  public interface Progress {
    void done(int count, int of);

    /** What is being done now, for people. */
    default void phase(String what) {}
  }

  private final KafkaSettings kafka;
  private final ClipStore store;
  private final Settings settings;
  private final Path scratch;

  /** With the system's own folder for scratch files. */
  public Verification(KafkaSettings kafka, ClipStore store, Settings settings) {
    this(kafka, store, settings, Path.of(System.getProperty("java.io.tmpdir")));
  }

  /**
   * @param scratch folder for what was read, some 400 bytes for an object; empty again in the end
   */
  public Verification(KafkaSettings kafka, ClipStore store, Settings settings, Path scratch) {
    this.kafka = kafka;
    this.store = store;
    this.settings = settings;
    this.scratch = scratch;
  }

  /** The store is listed first: what is recorded meanwhile has its record, not the reverse. */
  public Report run(Progress progress) throws IOException, InterruptedException {
    try (Gathered gathered = new Gathered(scratch)) {
      return run(gathered, progress);
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private Report run(Gathered gathered, Progress progress)
      throws IOException, InterruptedException {
    progress.phase("listing the store");
    List<Violation> violations = store.check(gathered::object);
    progress.phase("reading topics");
    HeadsFound heads = HeadsFound.read(kafka, store);
    List<Finding> findings = new ArrayList<>(ledger(heads, gathered));
    clips(gathered);
    recordings(gathered);
    dataKeys(gathered);
    findings.addAll(TopicsKept.findings(kafka));
    findings.addAll(misplaced(violations));
    progress.phase("comparing");
    findings.addAll(stillSo(gathered.differences(settings.now(), settings.grace(), progress)));
    progress.phase("reading media");
    Rehash rehash = new Rehash(store, settings.sharePercent());
    findings.addAll(rehash.run(gathered.sample(), progress));
    return gathered.report(rehash.count(), findings);
  }

  /** Older entries are under a head, if retention runs. */
  private Instant covered() {
    return settings.now().minus(settings.ledger().headEvery()).minus(settings.grace());
  }

  /** What is wrong twice is wrong; a folder may be empty for the moment in which a file comes. */
  private List<Finding> misplaced(List<Violation> first) throws IOException {
    List<Violation> both = new ArrayList<>(first.isEmpty() ? first : store.check());
    both.retainAll(first);
    return both.stream()
        .map(violation -> new Finding(Kind.MISPLACED, violation.key(), violation.problem()))
        .toList();
  }

  private List<Finding> ledger(HeadsFound found, Gathered gathered) {
    HeadCheck heads =
        new HeadCheck(found.statement(), settings.trusted(), covered(), found.heads());
    Map<Integer, LedgerChain> chains = new TreeMap<>();
    LedgerLinks.each(
        kafka,
        link -> {
          chains.computeIfAbsent(link.partition(), none -> new LedgerChain()).follow(link);
          heads.follow(link);
          gathered.counted();
          Expiry entry = link.entry();
          if (entry != null) {
            gathered.entry(entry, Told.of(link, entry));
          }
        });
    List<Finding> findings = new ArrayList<>();
    chains.values().forEach(chain -> findings.addAll(chain.findings()));
    findings.addAll(found.unreadable());
    findings.addAll(heads.findings());
    return findings;
  }

  /** Those with a tombstone are gone. */
  private void clips(Gathered gathered) {
    TopicRecords.eachCommitted(
        kafka,
        Topics.CLIPS,
        AvroSerdes.<Clip>deserializer(kafka, Topics.CLIPS),
        record -> {
          if (record.value() == null) {
            gathered.clipGone(record.key());
          } else {
            gathered.clip(record.value());
          }
        });
  }

  private void recordings(Gathered gathered) {
    TopicRecords.eachCommitted(
        kafka,
        Topics.RECORDINGS,
        AvroSerdes.<Recording>deserializer(kafka, Topics.RECORDINGS),
        record -> {
          if (record.value() != null) {
            gathered.recording(record.value());
          }
        });
  }

  private void dataKeys(Gathered gathered) {
    DataKeys.each(
        kafka,
        (id, partition, exists) -> {
          if (exists) {
            gathered.dataKey(id);
          } else {
            gathered.dataKeyGone(id);
          }
        });
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
