package io.sightline.retention;

import static io.sightline.retention.Clips.RECORDED;
import static io.sightline.retention.Clips.THIRTY_DAYS;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.avro.Clip;
import io.sightline.avro.Decision;
import io.sightline.avro.Deletion;
import io.sightline.avro.DeletionOutcome;
import io.sightline.avro.Expiry;
import io.sightline.avro.Hold;
import io.sightline.avro.HoldState;
import io.sightline.avro.Pressure;
import io.sightline.avro.PressureLevel;
import io.sightline.avro.Space;
import io.sightline.avro.StockCell;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Room that gets short, as it comes to clips. */
class PressureTopologyTest {
  private static final KafkaSettings KAFKA =
      new KafkaSettings(new Topics("test"), 1, 1, Map.of(), "mock://pressure");
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final long MIB = 1 << 20;
  private static final long PLENTY = 100_000 * MIB;

  @TempDir private Path stateDir;
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private RetentionDriver driver;
  private Clip oldAlert;
  private Clip oldQuiet;
  private Clip newQuiet;

  @BeforeEach
  void open() {
    driver = new RetentionDriver(KAFKA, RetentionConfig.DEFAULT, stateDir, metrics);
    driver.camera("front", THIRTY_DAYS);
    oldAlert = clip(RECORDED.minus(Duration.ofHours(9)));
    oldQuiet = clip(RECORDED.minus(Duration.ofHours(8)));
    newQuiet = clip(RECORDED.minus(Duration.ofHours(1)));
    decided(oldAlert, List.of("front-i1"));
    decided(oldQuiet, List.of());
    decided(newQuiet, List.of());
    driver.pass(SECOND);
    driver.read(Topics.DELETIONS);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  private Clip clip(Instant recorded) {
    Clip clip = Clip.newBuilder(Clips.clip("front", recorded)).setBytes(1500 * MIB).build();
    driver.send(Topics.CLIPS, clip.getClipId(), clip);
    return clip;
  }

  private void decided(Clip clip, List<String> alerts) {
    driver.send(
        Topics.DECISIONS,
        Decision.newBuilder()
            .setRecordId(clip.getClipId() + "-d")
            .setCamera("front")
            .setActivityId("front-a1")
            .setClips(List.of(clip.getClipId()))
            .setAlerts(alerts)
            .build());
  }

  private void measure(long freeBytes) {
    driver.send(
        Topics.SPACE,
        SpaceWatch.KEY,
        Space.newBuilder()
            .setRecordId("s")
            .setMeasuredAt(driver.now())
            .setFreeBytes(freeBytes)
            .setTotalBytes(PLENTY)
            .build());
    driver.pass(SECOND);
    driver.pass(SECOND);
  }

  private List<Deletion> orders() {
    return driver.read(Topics.DELETIONS);
  }

  private void hold(Clip clip) {
    driver.send(
        Topics.HOLDS,
        Hold.newBuilder()
            .setHoldId("h-" + clip.getClipId())
            .setRecordId("h")
            .setCamera("front")
            .setClipId(clip.getClipId())
            .setState(HoldState.REQUESTED)
            .build());
    driver.pass(SECOND);
    driver.pass(SECOND);
  }

  @Test
  void stockOfEachKind_isTold() {
    assertThat(driver.read(Topics.STOCK))
        .filteredOn(cell -> cell.getKind().equals("clip-quiet"))
        .extracting(StockCell::getBytes)
        .containsOnly(1500 * MIB);
  }

  @Test
  void enoughRoom_leavesAll() {
    measure(PLENTY / 2);
    assertThat(orders()).isEmpty();
    assertThat(driver.last(Topics.PRESSURE).getLevel()).isEqualTo(PressureLevel.CALM);
    assertThat(metrics.get("sightline.store.used_bytes").gauge().value()).isEqualTo(4500.0 * MIB);
  }

  @Test
  void shortRoom_takesTheOldestOfWhatMattersLeastAndTheLedgerSaysWhy() {
    measure(2000 * MIB);
    List<Deletion> orders = orders();
    assertThat(orders).extracting(Deletion::getClipId).containsExactly(oldQuiet.getClipId());
    assertThat(orders.get(0).getCause()).isEqualTo("pressure");
    driver.answer(orders.get(0), DeletionOutcome.DELETED);
    Expiry entry = driver.read(Topics.EXPIRIES).get(0);
    assertThat(entry.getEarly()).isTrue();
    assertThat(entry.getCause()).isEqualTo("pressure");
    assertThat(driver.read(Topics.PRESSURE))
        .extracting(Pressure::getRequestId)
        .contains(entry.getRequest());
    assertThat(driver.driver().producedTopicNames()).contains("test.pressure");
  }

  @Test
  void whatIsOnItsWay_isNotOrderedForAgain() {
    measure(2000 * MIB);
    assertThat(orders()).hasSize(1);
    measure(2000 * MIB);
    measure(2000 * MIB);
    assertThat(orders()).isEmpty();
  }

  @Test
  void heldClip_isPassedOver() {
    hold(oldQuiet);
    measure(2000 * MIB);
    assertThat(orders()).extracting(Deletion::getClipId).containsExactly(newQuiet.getClipId());
  }

  @Test
  void allHeld_isAnAlarmAndNoDeletion() {
    List.of(oldAlert, oldQuiet, newQuiet).forEach(this::hold);
    measure(100 * MIB);
    assertThat(orders()).isEmpty();
    assertThat(driver.last(Topics.PRESSURE).getLevel()).isEqualTo(PressureLevel.HELD);
    assertThat(metrics.get("sightline.store.pressure_alarm").gauge().value()).isEqualTo(1);
  }

  @Test
  void refusedDeletion_isNoRoomToCome() {
    measure(2000 * MIB);
    orders().forEach(order -> driver.answer(order, DeletionOutcome.FAILED));
    driver.pass(SECOND);
    measure(2000 * MIB);
    assertThat(orders()).extracting(Deletion::getClipId).contains(newQuiet.getClipId());
  }

  @Test
  void alerts_goLast() {
    measure(100 * MIB);
    assertThat(orders())
        .extracting(Deletion::getClipId)
        .containsExactlyInAnyOrder(oldQuiet.getClipId(), newQuiet.getClipId());
    measure(100 * MIB);
    assertThat(orders()).isEmpty();
  }
}
