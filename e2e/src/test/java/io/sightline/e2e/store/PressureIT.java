package io.sightline.e2e.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.avro.Clip;
import io.sightline.avro.Expiry;
import io.sightline.avro.Hold;
import io.sightline.avro.HoldState;
import io.sightline.avro.Pressure;
import io.sightline.avro.PressureLevel;
import io.sightline.avro.Recording;
import io.sightline.avro.StockCell;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.e2e.cluster.Cluster;
import io.sightline.e2e.disk.SmallDisk;
import io.sightline.retention.PressureConfig;
import io.sightline.retention.RetentionConfig;
import io.sightline.retention.RetentionServices;
import io.sightline.runtime.Health;
import io.sightline.runtime.Service;
import io.sightline.schemas.Ids;
import io.sightline.schemas.Topics;
import io.sightline.standalone.records.TopicRecords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real file system of eight megabytes that fills up; it takes root to mount one. */
class PressureIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int BYTES = 300 << 10;
  private static final int MIB = 1 << 20;

  @TempDir Path folder;
  private final Instant start =
      Instant.now().minus(2, ChronoUnit.DAYS).truncatedTo(ChronoUnit.HOURS);
  private SmallDisk small;
  private FilesClipStore store;
  private StoredMedia media;
  private Cluster cluster;
  private List<Service> services = List.of();

  @BeforeEach
  void open() throws Exception {
    small = SmallDisk.mount(folder.resolve("small"), 8);
    store = new FilesClipStore(small.folder());
    cluster = Cluster.start(folder.resolve("broker"));
    media = new StoredMedia(cluster, store, "hall", BYTES);
    media.publishCamera();
  }

  @AfterEach
  void close() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
    if (small != null) {
      small.close();
    }
  }

  /** The low mark is then a quarter of the file system, 2 MiB, the high one three eighths. */
  @SuppressWarnings("NullAway") // null is how an absent value arrives
  private void startRetention() throws Exception {
    Duration look = Duration.ofMillis(300);
    PressureConfig pressure =
        new PressureConfig(null, null, null, null, null, look, Duration.ZERO, null);
    RetentionConfig config = RetentionConfig.DEFAULT.withPressure(pressure);
    services =
        RetentionServices.create(
            config, cluster.kafka(), store, 0, folder.resolve("state"), new SimpleMeterRegistry());
    for (Service service : services) {
      cluster.started(service);
    }
  }

  private Instant hour(int number) {
    return start.plus(number, ChronoUnit.HOURS);
  }

  private void hold(String id, Instant from, Instant to) {
    cluster.send(
        Topics.HOLDS,
        "hall",
        Hold.newBuilder()
            .setHoldId(id)
            .setRecordId(id + "-requested")
            .setCamera("hall")
            .setSpanFrom(from)
            .setSpanTo(to)
            .setState(HoldState.REQUESTED)
            .setWho("ann")
            .setWhy("evidence")
            .build());
    await().atMost(PATIENCE).until(() -> holds(id).contains(HoldState.HELD));
  }

  private List<HoldState> holds(String id) {
    return cluster.values(Topics.HOLDS).stream()
        .filter(hold -> hold.getHoldId().equals(id))
        .map(Hold::getState)
        .toList();
  }

  private List<Expiry> ledger() {
    return cluster.values(Topics.EXPIRIES);
  }

  private PressureLevel level() {
    List<Pressure> told = cluster.values(Topics.PRESSURE);
    return told.isEmpty() ? PressureLevel.UNKNOWN : told.get(told.size() - 1).getLevel();
  }

  /** How many clips, or hours, there are of each kind. */
  private Map<String, Integer> stock() {
    return TopicRecords.newest(cluster.kafka(), Topics.STOCK).values().stream()
        .collect(
            Collectors.toMap(StockCell::getKind, StockCell::getCount, Integer::sum, TreeMap::new));
  }

  @Test
  void fillingStore_losesTheOldestOfWhatMattersLeastAndNothingThatIsHeld() throws Exception {
    startRetention();
    List<Clip> held = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      held.add(media.clip(hour(i)));
    }
    held.forEach(media::decided);
    hold("case-7", hour(0), hour(4).minusSeconds(1));
    List<Clip> quiet = new ArrayList<>();
    List<Clip> alerts = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      alerts.add(media.clip(hour(4 + i)));
      media.decided(alerts.get(i), "hall-i1");
    }
    Recording piece = media.piece(hour(20));
    for (int i = 0; i < 6; i++) {
      quiet.add(media.clip(hour(10 + i)));
      media.decided(quiet.get(i));
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(stock())
                    .isEqualTo(
                        Map.of(
                            "held",
                            4,
                            "clip-undecided",
                            6,
                            "clip-quiet",
                            6,
                            "recording-quiet",
                            1)));
    assertThat(ledger()).isEmpty();

    // 17 of 300 KiB are there; with these five less than 2 MiB are free.
    for (int i = 0; i < 5; i++) {
      Clip newest = media.clip(hour(30 + i));
      media.decided(newest);
      quiet.add(newest);
    }
    await().atMost(PATIENCE).until(() -> store.freeBytes() >= 3 * MIB);
    await().atMost(PATIENCE).until(() -> level() == PressureLevel.CALM);

    List<Expiry> ledger = ledger();
    List<String> order = new ArrayList<>();
    order.add(Ids.hour("hall", piece.getCapturedAt()));
    quiet.forEach(clip -> order.add(clip.getClipId()));
    assertThat(ledger)
        .extracting(Expiry::getClipId)
        .containsExactlyInAnyOrderElementsOf(order.subList(0, ledger.size()));
    assertThat(ledger).hasSizeGreaterThan(4);
    assertThat(ledger)
        .allSatisfy(entry -> assertThat(entry.getCause()).isEqualTo("pressure"))
        .allSatisfy(entry -> assertThat(entry.getEarly()).isTrue())
        .allSatisfy(entry -> assertThat(entry.getRequest()).startsWith("pressure-"));
    assertThat(store.freeBytes()).isLessThan(3 * MIB + 2 * BYTES);
    for (Clip clip : held) {
      assertThat(store.size(clip.getKey())).isPresent();
    }
    for (Clip clip : alerts) {
      assertThat(store.size(clip.getKey())).isPresent();
    }

    // All that is left is held: it stays, and somebody is told.
    hold("case-8", hour(0), hour(99));
    int before = ledger().size();
    Files.write(small.folder().resolve("other"), new byte[2 * MIB]);
    await().atMost(PATIENCE).until(() -> level() == PressureLevel.HELD);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                services.stream()
                    .map(Service::health)
                    .filter(health -> health.state() == Health.State.DEGRADED)
                    .anyMatch(health -> health.detail().contains("held")));
    assertThat(ledger()).hasSize(before);
  }
}
