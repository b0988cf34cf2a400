package io.sightline.standalone.soak;

import io.sightline.avro.CameraHealth;
import io.sightline.avro.CameraState;
import io.sightline.schemas.Topics;
import io.sightline.standalone.records.TopicRecords;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Two ingest processes share cameras out; one is killed with SIGKILL, or frozen until the other has
 * taken over, and let go again. How long its cameras are away, and what is on the topics then.
 */
public final class HandoverSoak {
  private static final Duration READY = Duration.ofMinutes(3);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long LOOK_MILLIS = 250;

  /** How the process is lost. */
  public enum Loss {
    KILLED,
    FROZEN
  }

  /**
   * What was found.
   *
   * @param moved cameras that the process had that was lost
   * @param seconds from the loss until each of them was online again, sorted
   * @param broken one line for each thing that must hold and does not
   */
  public record Result(
      int cameras, int moved, List<Double> seconds, int records, List<String> broken) {

    /** For people. */
    public String table() {
      return String.format(
              Locale.ROOT,
              "%d cameras, %d of them with the process that was lost: the first online again after"
                  + " %.1f s, half of them after %.1f s, all after %.1f s; %d records compared%n",
              cameras,
              moved,
              seconds.get(0),
              seconds.get(seconds.size() / 2),
              seconds.get(seconds.size() - 1),
              records)
          + (broken.isEmpty() ? "everything holds" : String.join("\n", broken));
    }
  }

  private final Path folder;
  private final Path recording;
  private final int cameras;
  private final Clock clock;
  private final PrintWriter out;

  /**
   * @param folder for everything that is written; not there yet
   * @param recording played in a loop by every camera
   */
  public HandoverSoak(Path folder, Path recording, int cameras, Clock clock, PrintWriter out) {
    this.folder = folder;
    this.recording = recording;
    this.cameras = cameras;
    this.clock = clock;
    this.out = out;
  }

  /**
   * @param settle how long both run before one is lost, and the other after it has taken over
   */
  public Result run(Loss loss, Duration settle) throws Exception {
    try (HandoverSetup setup = new HandoverSetup(folder, recording, cameras, clock)) {
      HandoverSetup.Member first = setup.member("first");
      first.process().awaitReady(first.adminPort(), READY);
      Map<String, CameraHealth> alone = await(setup, all -> online(all).size() == cameras);
      HandoverSetup.Member second = setup.member("second");
      second.process().awaitReady(second.adminPort(), READY);
      Map<String, CameraHealth> shared =
          await(setup, all -> online(all).size() == cameras && !newer(alone, all).isEmpty());
      Thread.sleep(settle.toMillis());
      Map<String, CameraHealth> before = health(setup);
      Set<String> ofFirst = new HashSet<>(before.keySet());
      ofFirst.removeAll(newer(alone, before).keySet());
      say(
          "%d cameras on the first process, %d on the second",
          ofFirst.size(), cameras - ofFirst.size());
      lose(first, loss);
      List<Double> seconds = takenOver(setup, before, ofFirst);
      Thread.sleep(settle.toMillis());
      if (loss == Loss.FROZEN) {
        first.process().thaw();
        Thread.sleep(settle.toMillis());
      }
      setup.withdrawAll();
      HandoverVerdict verdict = atRest(setup);
      return new Result(
          shared.size(), ofFirst.size(), seconds, verdict.records(), verdict.broken());
    }
  }

  /** What was under way is given time to end. */
  private static HandoverVerdict atRest(HandoverSetup setup) throws InterruptedException {
    long end = System.nanoTime() + READY.toNanos();
    HandoverVerdict verdict = HandoverVerdict.of(setup.kafka());
    while (!verdict.broken().isEmpty() && System.nanoTime() < end) {
      Thread.sleep(1000);
      verdict = HandoverVerdict.of(setup.kafka());
    }
    return verdict;
  }

  private static void lose(HandoverSetup.Member member, Loss loss)
      throws IOException, InterruptedException {
    if (loss == Loss.KILLED) {
      member.process().kill();
    } else {
      member.process().freeze();
    }
  }

  private List<Double> takenOver(
      HandoverSetup setup, Map<String, CameraHealth> before, Set<String> lost)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    Map<String, Double> back = new TreeMap<>();
    while (back.size() < lost.size()) {
      double now = (System.nanoTime() - began) / 1e9;
      if (now > PATIENCE.toSeconds()) {
        throw new IOException("only " + back + " of " + lost + " were taken over in time");
      }
      online(newer(before, health(setup))).keySet().stream()
          .filter(lost::contains)
          .forEach(camera -> back.putIfAbsent(camera, now));
      Thread.sleep(LOOK_MILLIS);
    }
    back.forEach((camera, after) -> say("%s online again after %.1f s", camera, after));
    List<Double> seconds = new ArrayList<>(back.values());
    Collections.sort(seconds);
    return seconds;
  }

  private void say(String line, Object... values) {
    out.printf(Locale.ROOT, line + "%n", values);
    out.flush();
  }

  private static Map<String, CameraHealth> await(
      HandoverSetup setup, Predicate<Map<String, CameraHealth>> until)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Map<String, CameraHealth> now = health(setup);
    while (!until.test(now)) {
      if (System.nanoTime() > end) {
        throw new IOException("cameras are not shared out: " + now.values());
      }
      Thread.sleep(LOOK_MILLIS);
      now = health(setup);
    }
    return now;
  }

  private static Map<String, CameraHealth> health(HandoverSetup setup) {
    Map<String, CameraHealth> newest = new HashMap<>();
    TopicRecords.committed(setup.kafka(), Topics.HEALTH)
        .forEach(raw -> newest.put(raw.key(), raw.value()));
    return newest;
  }

  private static Map<String, CameraHealth> online(Map<String, CameraHealth> all) {
    return only(all, h -> h.getState() == CameraState.ONLINE);
  }

  /** Those that another process has taken since. */
  private static Map<String, CameraHealth> newer(
      Map<String, CameraHealth> before, Map<String, CameraHealth> now) {
    return only(
        now,
        h -> {
          CameraHealth old = before.get(h.getCamera());
          return old == null || h.getEpoch() > old.getEpoch();
        });
  }

  private static Map<String, CameraHealth> only(
      Map<String, CameraHealth> all, Predicate<CameraHealth> which) {
    Map<String, CameraHealth> some = new HashMap<>(all);
    some.values().removeIf(which.negate());
    return some;
  }
}
