package io.sightline.standalone.soak;

import io.sightline.clipstore.ClipLayout;
import io.sightline.clipstore.ClipStore.StoredObject;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.standalone.records.TopicRecords;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Kills {@code sightline standalone} with SIGKILL over and over while it watches a looped
 * recording, then lets it come to rest and compares raw records and the clip store.
 */
public final class KillSoak {
  private static final Duration READY = Duration.ofMinutes(3);
  private static final Duration AIM = Duration.ofSeconds(60); // Every loop of the scene deletes.
  private static final int MOST_MORE_KILLS = 6;
  private static final Duration REST = Duration.ofSeconds(90);
  private static final List<Topic<?>> FACTS =
      List.of(
          Topics.ACTIVITY,
          Topics.FRAMES,
          Topics.CLIPS,
          Topics.DETECTIONS,
          Topics.DECISIONS,
          Topics.ALERTS,
          Topics.DELETIONS,
          Topics.DELETION_RESULTS,
          Topics.EXPIRIES);

  /**
   * What was found.
   *
   * @param hits kills that fell into a transaction, a store write or a delete, by name
   * @param committed records at {@code read_committed} by topic
   * @param uncommitted the same as a {@code read_uncommitted} control sees them
   * @param broken one line for each thing that must hold and does not
   */
  public record Result(
      int kills,
      Map<String, Integer> hits,
      Map<String, Integer> committed,
      Map<String, Integer> uncommitted,
      List<String> broken) {

    /** For people. */
    public String table() {
      StringBuilder table = new StringBuilder();
      table.append(kills).append(" kills; hit: ").append(hits).append("\n");
      committed.forEach(
          (topic, count) ->
              table.append(
                  String.format(
                      Locale.ROOT,
                      "%-18s %7d records, %7d for a read_uncommitted control%n",
                      topic,
                      count,
                      uncommitted.get(topic))));
      table.append(broken.isEmpty() ? "everything holds" : String.join("\n", broken));
      return table.toString();
    }
  }

  private final SoakSetup setup;
  private final int kills;
  private final Random random;
  private final PrintWriter out;
  private int aborted;

  /**
   * @param kills how many times; a few more follow if a kind of moment was not hit by then
   * @param seed of the random moments
   * @param out told what happens
   */
  public KillSoak(SoakSetup setup, int kills, long seed, PrintWriter out) {
    this.setup = setup;
    this.kills = kills;
    this.random = new Random(seed);
    this.out = out;
  }

  public Result run() throws IOException, InterruptedException {
    Map<String, Integer> hits = new TreeMap<>();
    Path config = setup.writeConfig(true);
    int done = 0;
    while (done < kills || (done < kills + MOST_MORE_KILLS && !missed(hits).isEmpty())) {
      kill(config, done, hits);
      done++;
    }
    return verdict(done, hits);
  }

  private void kill(Path config, int done, Map<String, Integer> hits)
      throws IOException, InterruptedException {
    try (ChildProcess child = standalone(config)) {
      child.awaitReady(setup.adminPort(), READY);
      try (OpenTransactions transactions = new OpenTransactions(setup.kafka())) {
        countAborted(transactions, hits);
        Aim.Target target = target(done, hits);
        Aim aim = new Aim(setup.store(), transactions);
        Thread.sleep(3000 + random.nextInt(5000));
        boolean seen = aim.await(target, target == Aim.Target.RANDOM ? Duration.ZERO : AIM);
        child.kill();
        List<String> hit = whatItHit(aim);
        hit.forEach(name -> hits.merge(name, 1, Integer::sum));
        out.printf(
            "kill %d of %d, aimed at %s%s: on disk %s%n",
            done + 1, Math.max(kills, done + 1), target, seen ? "" : " (unaimed)", hit);
        out.flush();
      }
    }
  }

  /** Each in turn; once the asked number is done, what no kill fell into yet. */
  private Aim.Target target(int done, Map<String, Integer> hits) {
    List<Aim.Target> missed = missed(hits);
    return done < kills || missed.isEmpty()
        ? Aim.Target.values()[done % Aim.Target.values().length]
        : missed.get(done % missed.size());
  }

  private static List<Aim.Target> missed(Map<String, Integer> hits) {
    return Stream.of(Aim.Target.values())
        .filter(target -> target != Aim.Target.RANDOM && !hits.containsKey(target.title()))
        .toList();
  }

  private ChildProcess standalone(Path config) throws IOException {
    return ChildProcess.start(
        setup.folder(), setup.log(), setup.log(), List.of("standalone", "-c", config.toString()));
  }

  /** Judged by what lies on disk right after the kill. */
  private static List<String> whatItHit(Aim aim) throws IOException {
    List<String> hit = new ArrayList<>();
    if (aim.storeWriteUnderWay()) {
      hit.add(Aim.Target.STORE_WRITE.title());
    }
    if (aim.deleteUnderWay()) {
      hit.add(Aim.Target.DELETE.title());
    }
    return hit;
  }

  /** Records that only the control sees were in a transaction that the last kill cut off. */
  private void countAborted(OpenTransactions transactions, Map<String, Integer> hits) {
    int now = transactions.abortedRecords();
    if (now > aborted) {
      hits.merge(Aim.Target.TRANSACTION.title(), 1, Integer::sum);
    }
    aborted = now;
  }

  /**
   * Starts it once more with the camera switched off, waits until nothing changes any more, and
   * compares.
   */
  private Result verdict(int done, Map<String, Integer> hits)
      throws IOException, InterruptedException {
    Path config = setup.writeConfig(false);
    try (ChildProcess child = standalone(config)) {
      child.awaitReady(setup.adminPort(), READY);
      KafkaSettings kafka = setup.kafka();
      try (OpenTransactions transactions = new OpenTransactions(kafka)) {
        countAborted(transactions, hits);
      }
      List<String> broken = List.of("never looked");
      long end = System.nanoTime() + REST.toNanos();
      while (System.nanoTime() < end && !broken.isEmpty()) {
        Thread.sleep(2000);
        broken = broken(kafka);
      }
      Map<String, Integer> committed = committed(kafka);
      Map<String, Integer> uncommitted = uncommitted(kafka);
      int exit = child.stop(Duration.ofSeconds(30));
      if (exit != 0 && exit != 143) {
        throw new IOException(
            "standalone ended with " + exit + " after SIGTERM, expected 0 or 143");
      }
      return new Result(done, hits, committed, uncommitted, broken);
    }
  }

  private List<String> broken(KafkaSettings kafka) throws IOException {
    var decisions = TopicRecords.committed(kafka, Topics.DECISIONS);
    Set<String> alertIds =
        decisions.stream()
            .flatMap(raw -> raw.value() == null ? Stream.of() : raw.value().getAlerts().stream())
            .collect(Collectors.toSet());
    try (FilesClipStore store = new FilesClipStore(setup.store())) {
      Set<String> keys =
          store.list("").stream()
              .map(StoredObject::key)
              .filter(key -> !key.startsWith(ClipLayout.LEDGER))
              .collect(Collectors.toSet());
      return new Verdict()
          .activities(TopicRecords.committed(kafka, Topics.ACTIVITY), decisions)
          .alerts(TopicRecords.committed(kafka, Topics.ALERTS), alertIds)
          .clips(
              TopicRecords.committed(kafka, Topics.CLIPS),
              TopicRecords.committed(kafka, Topics.EXPIRIES),
              keys)
          .broken();
    }
  }

  private static Map<String, Integer> committed(KafkaSettings kafka) {
    Map<String, Integer> counts = new TreeMap<>();
    FACTS.forEach(topic -> counts.put(topic.name(), TopicRecords.committed(kafka, topic).size()));
    return counts;
  }

  private static Map<String, Integer> uncommitted(KafkaSettings kafka) {
    Map<String, Integer> counts = new TreeMap<>();
    FACTS.forEach(topic -> counts.put(topic.name(), TopicRecords.uncommitted(kafka, topic).size()));
    return counts;
  }
}
