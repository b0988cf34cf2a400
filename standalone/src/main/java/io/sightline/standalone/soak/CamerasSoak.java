package io.sightline.standalone.soak;

import io.sightline.avro.CameraHealth;
import io.sightline.avro.CameraState;
import io.sightline.avro.Recording;
import io.sightline.schemas.Topics;
import io.sightline.standalone.bench.QuietRoom;
import io.sightline.standalone.records.TopicRecords;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Idle cameras over RTSP on the loopback, watched for motion and recorded round the clock by one
 * ingest process: what they cost, and whether each picture is in a recording.
 */
public final class CamerasSoak {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int LOOK_SECONDS = 5;
  private static final int ADDRESSES = 10;
  private static final long SEED = 1;

  /** What Java ends with when it was asked to by SIGTERM. */
  private static final int TERMINATED = 143;

  private final Path folder;
  private final boolean sub;
  private final Clock clock;
  private final PrintWriter out;

  /**
   * @param sub cameras have a sub-stream each, of 640x360, which is looked at
   */
  public CamerasSoak(Path folder, boolean sub, Clock clock, PrintWriter out) {
    this.sub = sub;
    this.folder = folder.toAbsolutePath();
    this.clock = clock;
    this.out = out;
  }

  /**
   * What was found.
   *
   * @param cpuMillisPerSecond processor time of the ingest process, all cameras together
   * @param broken one line for each thing that must hold and does not
   */
  public record Result(
      int cameras,
      int seconds,
      double cpuMillisPerSecond,
      Memory memory,
      int pieces,
      long pictures,
      long missing,
      List<String> broken) {
    public boolean holds() {
      return broken.isEmpty();
    }
  }

  /**
   * Of the ingest process, resident.
   *
   * @param secondQuarterKib most of it, as of the last
   */
  public record Memory(long secondQuarterKib, long lastQuarterKib, long mostKib) {
    static Memory of(List<Long> looks) {
      int quarter = looks.size() / 4;
      return new Memory(
          most(looks.subList(quarter, Math.max(quarter + 1, 2 * quarter))),
          most(looks.subList(3 * quarter, looks.size())),
          most(looks));
    }

    private static long most(List<Long> looks) {
      return looks.stream().mapToLong(Long::longValue).max().orElse(0);
    }
  }

  /** For people. */
  public static String table(List<Result> results) {
    StringBuilder table = new StringBuilder("cameras  seconds  CPU ms/s  a camera  resident MiB");
    table.append("  a camera  2nd/last quarter  pieces  pictures  missing\n");
    for (Result r : results) {
      table.append(
          String.format(
              Locale.ROOT,
              "%7d  %7d  %8.0f  %8.1f  %12d  %8.1f  %7d / %6d  %6d  %8d  %7d%n",
              r.cameras(),
              r.seconds(),
              r.cpuMillisPerSecond(),
              r.cpuMillisPerSecond() / r.cameras(),
              r.memory().mostKib() / 1024,
              r.memory().mostKib() / 1024.0 / r.cameras(),
              r.memory().secondQuarterKib() / 1024,
              r.memory().lastQuarterKib() / 1024,
              r.pieces(),
              r.pictures(),
              r.missing()));
      r.broken().stream().limit(20).forEach(line -> table.append("  ").append(line).append('\n'));
    }
    return table.toString();
  }

  /**
   * One trial after the other.
   *
   * @param seconds of the last
   * @param curveSeconds of those before
   */
  public List<Result> run(List<Integer> cameras, int seconds, int curveSeconds) throws Exception {
    out.println("making the recording");
    int longest = Math.max(seconds, curveSeconds) + (int) PATIENCE.toSeconds() * 2;
    Path recording = QuietRoom.make(folder, longest, SEED);
    Path small = sub ? QuietRoom.makeSmall(folder, longest) : null;
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < cameras.size(); i++) {
      int length = i == cameras.size() - 1 ? seconds : curveSeconds;
      results.add(run(cameras.get(i), length, recording, small));
    }
    return results;
  }

  private Result run(int cameras, int seconds, Path recording, @Nullable Path small)
      throws Exception {
    Path place = Files.createDirectories(folder.resolve("cameras-" + cameras));
    try (RtspRooms rooms = RtspRooms.start(place, recording, small, Math.min(cameras, ADDRESSES));
        CamerasSetup setup = new CamerasSetup(place, rooms, cameras, sub, clock)) {
      ChildProcess ingest = setup.ingest();
      ingest.awaitReady(setup.adminPort(), PATIENCE);
      awaitOnline(setup, cameras);
      say("%d cameras are online", cameras);
      ProcessLook begin = ProcessLook.at(ingest.pid());
      long beginNanos = System.nanoTime();
      List<Long> looks = watch(ingest, seconds);
      ProcessLook end = ProcessLook.at(ingest.pid());
      double passed = (System.nanoTime() - beginNanos) / 1e9;
      say("%d cameras: stopping, then reading what was recorded", cameras);
      int code = ingest.stop(PATIENCE);
      double cpu = (end.cpuMillis() - begin.cpuMillis()) / passed;
      return result(setup, cameras, seconds, cpu, Memory.of(looks), code);
    } finally {
      delete(place.resolve("clips"));
    }
  }

  private static List<CameraHealth> health(CamerasSetup setup) {
    return TopicRecords.committed(setup.kafka(), Topics.HEALTH).stream()
        .map(ConsumerRecord::value)
        .toList();
  }

  private void awaitOnline(CamerasSetup setup, int cameras) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    long online = 0;
    while (online < cameras) {
      if (System.nanoTime() > end) {
        throw new IOException("%d of %d cameras came online".formatted(online, cameras));
      }
      Thread.sleep(1000);
      online =
          health(setup).stream()
              .filter(health -> health.getState() == CameraState.ONLINE)
              .filter(health -> !sub || health.getAnalysisState() == CameraState.ONLINE)
              .map(CameraHealth::getCamera)
              .distinct()
              .count();
    }
  }

  private List<Long> watch(ChildProcess ingest, int seconds) throws Exception {
    List<Long> looks = new ArrayList<>();
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    while (System.nanoTime() < end) {
      Thread.sleep(Duration.ofSeconds(LOOK_SECONDS).toMillis());
      looks.add(ProcessLook.at(ingest.pid()).residentKib());
    }
    return looks;
  }

  private static Result result(
      CamerasSetup setup, int cameras, int seconds, double cpu, Memory memory, int code)
      throws Exception {
    StoredPictures stored = new StoredPictures(setup.store(), QuietRoom.FPS);
    for (ConsumerRecord<String, Recording> record :
        TopicRecords.committed(setup.kafka(), Topics.RECORDINGS)) {
      stored.take(record.value());
    }
    List<String> broken = new ArrayList<>(stored.broken());
    if (code != 0 && code != TERMINATED) {
      broken.add("ingest ended with " + code);
    }
    if (stored.cameras() != cameras) {
      broken.add(stored.cameras() + " of " + cameras + " cameras were recorded");
    }
    long least = (long) cameras * seconds * QuietRoom.FPS;
    if (stored.pictures() < least) {
      broken.add(stored.pictures() + " pictures are stored, expected " + least + " or more");
    }
    health(setup).stream()
        .filter(health -> health.getAnalysisState() == CameraState.OFFLINE)
        .forEach(health -> broken.add(health.getRecordId() + ": " + health.getAnalysisCause()));
    health(setup).stream()
        .filter(health -> health.getState() == CameraState.OFFLINE)
        .forEach(health -> broken.add(health.getRecordId() + ": offline: " + health.getCause()));
    return new Result(
        cameras,
        seconds,
        cpu,
        memory,
        stored.pieces(),
        stored.pictures(),
        stored.missing(),
        List.copyOf(broken));
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private void say(String format, Object... arguments) {
    out.printf(format + "%n", arguments);
    out.flush();
  }
}
