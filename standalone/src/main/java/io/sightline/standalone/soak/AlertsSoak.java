package io.sightline.standalone.soak;

import io.sightline.avro.Alert;
import io.sightline.avro.Decision;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.standalone.records.TopicRecords;
import io.sightline.standalone.scripted.Platform;
import io.sightline.standalone.scripted.Scene;
import io.sightline.standalone.soak.AlertsMembers.Member;
import io.sightline.standalone.soak.AlertsMembers.Role;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Three detect and three alerting processes that are killed one after the other while cameras
 * publish and the receiver of alerts fails; then quiet, and every record is counted raw.
 */
public final class AlertsSoak {
  private static final int PARTITIONS = 6;
  private static final Duration READY = Duration.ofMinutes(3);
  private static final Duration REST = Duration.ofMinutes(4);
  private static final List<Topic<?>> FACTS =
      List.of(
          Topics.FRAMES, Topics.DETECTIONS, Topics.DECISIONS, Topics.ALERTS, Topics.NOTIFICATIONS);

  /**
   * How it goes.
   *
   * @param every between two kills
   * @param kills one by one, before the burst
   * @param burst kills within seconds of each other
   */
  public record Plan(int cameras, Duration every, int kills, int burst, long seed) {
    public Plan {
      if (cameras < 1 || every.toMillis() < 1 || kills < 0 || burst < 0) {
        throw new IllegalArgumentException(
            "%d cameras, %d kills every %s, burst of %d: expected 1 camera or more, and none below 0"
                .formatted(cameras, kills, every, burst));
      }
    }
  }

  /**
   * What was found.
   *
   * @param secondsUntilAllMoved from a kill until every partition of its group got further, sorted
   * @param broken one line for each thing that must hold and does not
   */
  public record Result(
      int kills,
      int activities,
      List<Double> secondsUntilAllMoved,
      Map<String, String> counts,
      List<String> broken) {

    /** For people. */
    public String table() {
      StringBuilder table = new StringBuilder();
      table.append(kills).append(" kills, ").append(activities).append(" activities\n");
      if (!secondsUntilAllMoved.isEmpty()) {
        int last = secondsUntilAllMoved.size() - 1;
        table.append(
            String.format(
                Locale.ROOT,
                "after a kill every partition went on within %.1f s (half of them), %.1f s (all)%n",
                secondsUntilAllMoved.get(last / 2),
                secondsUntilAllMoved.get(last)));
      }
      counts.forEach((name, count) -> table.append(name).append(": ").append(count).append("\n"));
      table.append(broken.isEmpty() ? "everything holds" : String.join("\n", broken));
      return table.toString();
    }
  }

  private final Path folder;
  private final Plan plan;
  private final Random random;
  private final PrintWriter out;
  private final List<Double> seconds = new ArrayList<>();

  /**
   * @param folder for everything that is written; not there yet
   * @param out told what happens
   */
  public AlertsSoak(Path folder, Plan plan, PrintWriter out) {
    this.folder = folder.toAbsolutePath();
    this.plan = plan;
    this.random = new Random(plan.seed());
    this.out = out;
  }

  public Result run() throws Exception {
    Files.createDirectories(folder);
    try (FilesClipStore store = new FilesClipStore(folder.resolve("clips"))) {
      Scene.writeTo(store);
    }
    try (Platform platform = new Platform(folder.resolve("broker"), PARTITIONS);
        FlakyReceiver receiver = new FlakyReceiver(2500)) {
      KafkaSettings kafka = platform.kafka();
      ScriptedLoad load = new ScriptedLoad(kafka, plan.cameras());
      List<String> activities;
      try (AlertsMembers members = new AlertsMembers(folder, kafka, receiver.url())) {
        for (Member member : members.all()) {
          member.process().awaitReady(member.adminPort(), READY);
        }
        load.start();
        awaitWork(kafka);
        kills(kafka, members.all());
        burst(members.all());
        say("quiet");
        activities = load.end();
        awaitRest(kafka, activities, receiver);
        for (Member member : members.all()) {
          member.process().stop(Duration.ofSeconds(60));
        }
      }
      return verdict(kafka, activities, receiver);
    }
  }

  /** Both have worked on some records of every camera. */
  private void awaitWork(KafkaSettings kafka) throws Exception {
    long end = System.nanoTime() + READY.toNanos();
    try (GroupProgress progress = new GroupProgress(kafka)) {
      for (Role role : Role.values()) {
        while (progress.committed(role.group()).values().stream().mapToLong(o -> o).sum()
            < 20L * plan.cameras()) {
          if (System.nanoTime() > end) {
            throw new IOException(
                role.group() + " got to " + progress.committed(role.group()) + " only");
          }
          Thread.sleep(500);
        }
      }
    }
  }

  private void kills(KafkaSettings kafka, List<Member> members) throws Exception {
    try (GroupProgress progress = new GroupProgress(kafka)) {
      for (int i = 0; i < plan.kills(); i++) {
        long next = System.nanoTime() + plan.every().toNanos();
        Member member = members.get(i % members.size());
        String group = member.role().group();
        Map<TopicPartition, Long> before = progress.committed(group);
        member.kill();
        // Every second one comes back only when the others have taken over.
        boolean comesBack = i / members.size() % 2 == 0;
        if (comesBack) {
          member.startAgain();
        }
        double after = progress.secondsUntilAllMoved(group, before, plan.every().toSeconds() * 3);
        if (!comesBack) {
          member.startAgain();
        }
        seconds.add(after);
        say(
            "kill %d of %d, %s, %s: all partitions went on after %.1f s",
            i + 1, plan.kills(), member.name(), comesBack ? "started again" : "left dead", after);
        Thread.sleep(Math.max(0, (next - System.nanoTime()) / 1_000_000));
      }
    }
  }

  /** Whoever it hits, also while it starts. */
  private void burst(List<Member> members) throws Exception {
    for (int i = 0; i < plan.burst(); i++) {
      Member member = members.get(random.nextInt(members.size()));
      member.kill();
      member.startAgain();
      Thread.sleep(random.nextInt(1500));
    }
    say("burst of %d kills", plan.burst());
  }

  private void awaitRest(KafkaSettings kafka, List<String> activities, FlakyReceiver receiver)
      throws InterruptedException {
    long end = System.nanoTime() + REST.toNanos();
    List<String> broken = List.of("never looked");
    while (!broken.isEmpty() && System.nanoTime() < end) {
      Thread.sleep(2000);
      broken = broken(kafka, activities, receiver).broken();
    }
  }

  private static AlertsVerdict broken(
      KafkaSettings kafka, List<String> activities, FlakyReceiver receiver) {
    List<Decision> decisions = values(TopicRecords.committed(kafka, Topics.DECISIONS));
    List<Alert> alerts = values(TopicRecords.committed(kafka, Topics.ALERTS));
    return new AlertsVerdict()
        .decisions(activities, decisions)
        .alerts(alerts, decisions)
        .delivered(alerts, receiver.accepted(), "flaky");
  }

  private static <V extends SpecificRecord> List<V> values(List<ConsumerRecord<String, V>> raw) {
    return raw.stream().map(r -> Objects.requireNonNull(r.value(), r.key())).toList();
  }

  private Result verdict(KafkaSettings kafka, List<String> activities, FlakyReceiver receiver)
      throws Exception {
    Map<String, String> counts = new TreeMap<>();
    for (Topic<?> topic : FACTS) {
      counts.put(
          topic.name(),
          TopicRecords.committed(kafka, topic).size()
              + " records, "
              + TopicRecords.uncommitted(kafka, topic).size()
              + " for a read_uncommitted control");
    }
    counts.put(
        "receiver",
        receiver.accepted().size()
            + " messages, "
            + receiver.spoilt()
            + " attempts spoilt, "
            + receiver.again()
            + " came again");
    Replay replay = Replay.of(kafka);
    counts.put("replay", replay.outputs() + " decisions and alerts compared as bytes");
    List<String> different = replay.differences(folder.resolve("replay"), PARTITIONS);
    List<String> broken =
        broken(kafka, activities, receiver).also(different).also(notTakenOver()).broken();
    List<Double> sorted = new ArrayList<>(seconds);
    Collections.sort(sorted);
    return new Result(
        plan.kills() + plan.burst(), activities.size(), List.copyOf(sorted), counts, broken);
  }

  private List<String> notTakenOver() {
    return seconds.stream()
        .filter(after -> after < 0)
        .map(after -> "partitions of a process that was killed did not go on")
        .toList();
  }

  private void say(String line, Object... values) {
    out.printf(Locale.ROOT, line + "%n", values);
    out.flush();
  }
}
