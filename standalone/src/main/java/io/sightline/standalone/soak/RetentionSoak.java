package io.sightline.standalone.soak;

import io.sightline.avro.Clip;
import io.sightline.avro.Expiry;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.retention.LedgerConfig;
import io.sightline.retention.audit.Finding;
import io.sightline.retention.signing.KeyRing;
import io.sightline.retention.signing.SigningKey;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import io.sightline.standalone.expiring.LedgerFollower;
import io.sightline.standalone.expiring.RetentionChild;
import io.sightline.standalone.expiring.SmallClips;
import io.sightline.standalone.records.TopicRecords;
import io.sightline.standalone.scripted.Platform;
import io.sightline.standalone.verify.Verification;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Three retention processes, topology and deleter in each, that are killed with SIGKILL one after
 * the other while clips become due all the time; then quiet, and everything is verified.
 */
public final class RetentionSoak {
  private static final int PARTITIONS = 4;
  private static final int PROCESSES = 3;
  private static final int CLIPS_BETWEEN = 12;
  private static final Duration DUE_AFTER = Duration.ofMillis(500);
  private static final Duration START = Duration.ofSeconds(30);

  /** One kill in so many comes at any moment of a start. */
  private static final int ONE_IN = 4;

  private static final Duration REST = Duration.ofMinutes(4);

  /**
   * How it goes.
   *
   * @param every a process is killed at a random moment within this time after it was ready and
   *     something was deleted
   */
  public record Plan(int kills, Duration every, long seed) {
    public Plan {
      if (kills < 1 || every.toMillis() < 2) {
        throw new IllegalArgumentException(
            "%d kills within %s: expected 1 or more, within 2 ms or more".formatted(kills, every));
      }
    }
  }

  /** What to do when all is quiet, while the broker still runs. */
  public interface Afterwards {
    void with(KafkaSettings kafka, Path store, KeyRing trusted) throws Exception;
  }

  /**
   * What was found.
   *
   * @param whileDeleting kills after which something was due and not yet in the ledger
   * @param broken one line for each thing that must hold and does not
   */
  public record Result(int kills, int whileDeleting, int clips, int heads, List<String> broken) {
    /** For people. */
    public String table() {
      return "%d kills, %d of them with deletions under way; %d clips, %d heads of the ledger%n%s"
          .formatted(
              kills,
              whileDeleting,
              clips,
              heads,
              broken.isEmpty() ? "everything holds" : String.join("\n", broken));
    }
  }

  private final Path folder;
  private final Path store;
  private final Plan plan;
  private final Random random;
  private final InstantSource clock;
  private final PrintWriter out;
  private final SigningKey key;
  private final Map<String, Instant> deadlines = new HashMap<>();

  /**
   * @param folder for everything that is written; not there yet
   * @param out told what happens
   */
  public RetentionSoak(Path folder, Plan plan, InstantSource clock, PrintWriter out) {
    this.folder = folder.toAbsolutePath();
    this.store = this.folder.resolve("clips");
    this.plan = plan;
    this.random = new Random(plan.seed());
    this.clock = clock;
    this.out = out;
    byte[] seed = new byte[32];
    random.nextBytes(seed);
    this.key = SigningKey.ofSeed(seed);
  }

  public Result run(Afterwards afterwards) throws Exception {
    Files.createDirectories(store);
    Path keyFile = Files.writeString(folder.resolve("ledger.key"), key.privateText());
    String settings =
        "{check_every: 100ms, order_timeout: 5s, retry_after: 1s,"
            + " ledger: {key_file: '%s', head_entries: 40}}".formatted(keyFile);
    List<RetentionChild> children = new ArrayList<>();
    try (Platform platform = new Platform(folder.resolve("broker"), PARTITIONS);
        SmallClips clips = new SmallClips(platform.kafka(), store, clock.instant())) {
      for (int i = 1; i <= PROCESSES; i++) {
        String name = "retention-" + i;
        children.add(
            new RetentionChild(
                folder, store, platform.kafka(), name, settings, ChildProcess.BRIEF));
      }
      for (RetentionChild child : children) {
        child.awaitReady();
      }
      int whileDeleting = kills(platform.kafka(), clips, children);
      say("quiet");
      awaitRest(platform.kafka());
      children.forEach(RetentionChild::close);
      Result result = verdict(platform.kafka(), whileDeleting);
      afterwards.with(platform.kafka(), store, KeyRing.of(List.of(key.publicText())));
      return result;
    } finally {
      children.forEach(RetentionChild::close);
    }
  }

  private int kills(KafkaSettings kafka, SmallClips clips, List<RetentionChild> children)
      throws Exception {
    int whileDeleting = 0;
    try (LedgerFollower ledger = new LedgerFollower(kafka, clock)) {
      for (int i = 0; i < plan.kills(); i++) {
        int before = ledger.count();
        feed(clips);
        RetentionChild child = children.get(i % children.size());
        boolean anyMoment = random.nextInt(ONE_IN) == 0;
        if (!anyMoment) {
          awaitWork(child, ledger, before);
        }
        Thread.sleep(random.nextLong(plan.every().toMillis()));
        child.kill();
        child.startAgain();
        whileDeleting += isUnderWay() ? 1 : 0;
        if (i % 10 == 9) {
          say(
              "kill %d of %d: %d of %d clips are gone",
              i + 1, plan.kills(), ledger.count(), deadlines.size());
        }
      }
    }
    return whileDeleting;
  }

  /** A process that has not come so far, among others that have not, is nothing to kill. */
  private static void awaitWork(RetentionChild child, LedgerFollower ledger, int before)
      throws InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < end && !(child.isReady() && ledger.count() > before)) {
      Thread.sleep(50);
    }
  }

  private void feed(SmallClips clips) throws Exception {
    for (int i = 0; i < CLIPS_BETWEEN; i++) {
      Clip clip = clips.write(clock.instant().plus(DUE_AFTER).plusMillis(random.nextInt(1000)));
      deadlines.put(clip.getClipId(), clip.getDeadline());
      clips.publish(clip);
    }
    clips.flush();
  }

  /** A file is there whose time was up before this moment. */
  private boolean isUnderWay() throws Exception {
    Instant now = clock.instant();
    try (FilesClipStore files = FilesClipStore.forReading(store)) {
      return files.list("").stream()
          .map(object -> object.key().split("/", -1))
          .filter(parts -> parts.length > 3)
          .map(parts -> deadlines.get(parts[2]))
          .anyMatch(deadline -> deadline != null && deadline.isBefore(now));
    }
  }

  private void awaitRest(KafkaSettings kafka) throws InterruptedException {
    long end = System.nanoTime() + REST.toNanos();
    while (System.nanoTime() < end) {
      long tombstones =
          TopicRecords.committed(kafka, Topics.CLIPS).stream()
              .filter(record -> record.value() == null)
              .count();
      if (tombstones >= deadlines.size()) {
        return;
      }
      Thread.sleep(500);
    }
  }

  private Result verdict(KafkaSettings kafka, int whileDeleting) throws Exception {
    List<String> broken = new ArrayList<>();
    Map<String, Integer> entries = new HashMap<>();
    for (ConsumerRecord<String, Expiry> record : TopicRecords.committed(kafka, Topics.EXPIRIES)) {
      Expiry entry = record.value();
      entries.merge(entry.getClipId(), 1, Integer::sum);
      if (entry.getDeletedAt().isBefore(entry.getDeadline())) {
        broken.add("%s went early: %s".formatted(entry.getClipId(), entry));
      }
    }
    for (String clip : new TreeSet<>(deadlines.keySet())) {
      if (entries.getOrDefault(clip, 0) != 1) {
        broken.add(
            "clip %s has %d entries in the ledger: expected 1"
                .formatted(clip, entries.getOrDefault(clip, 0)));
      }
    }
    KeyRing trusted = KeyRing.of(List.of(key.publicText()));
    findings(kafka, store, trusted, clock.instant())
        .forEach(finding -> broken.add("verify: " + finding));
    int heads = TopicRecords.committed(kafka, Topics.LEDGER_HEADS).size();
    if (heads == 0) {
      broken.add("no head of the ledger was signed");
    }
    return new Result(plan.kills(), whileDeleting, deadlines.size(), heads, List.copyOf(broken));
  }

  /** What verify finds when it reads everything. */
  public static List<Finding> findings(
      KafkaSettings kafka, Path store, KeyRing trusted, Instant now) throws Exception {
    Verification.Settings settings =
        new Verification.Settings(now, Duration.ZERO, 100, LedgerConfig.DEFAULT, trusted);
    try (FilesClipStore files = FilesClipStore.forReading(store)) {
      return new Verification(kafka, files, settings).run((count, of) -> {}).findings();
    }
  }

  private void say(String line, Object... values) {
    out.printf(Locale.ROOT, line + "%n", values);
    out.flush();
  }
}
