package io.sightline.retention;

import static io.sightline.retention.Clips.RECORDED;
import static io.sightline.retention.Clips.THIRTY_DAYS;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.avro.Clip;
import io.sightline.avro.Deletion;
import io.sightline.avro.DeletionOutcome;
import io.sightline.avro.DeletionScope;
import io.sightline.avro.Erasure;
import io.sightline.avro.ErasureState;
import io.sightline.avro.Expiry;
import io.sightline.avro.Hold;
import io.sightline.avro.HoldState;
import io.sightline.avro.Recording;
import io.sightline.avro.RecordingKind;
import io.sightline.clipstore.ClipLayout;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Ids;
import io.sightline.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Erasure of a camera's span, as it comes to clips and recordings. */
class ErasureTest {
  private static final KafkaSettings KAFKA =
      new KafkaSettings(new Topics("test"), 1, 1, Map.of(), "mock://erasure");
  private static final Instant NOON = RECORDED;

  @TempDir private Path stateDir;
  private RetentionDriver driver;

  @BeforeEach
  void open() {
    driver = new RetentionDriver(KAFKA, Clips.LEAPING, stateDir, new SimpleMeterRegistry());
    driver.camera("front", THIRTY_DAYS);
    driver.camera("yard", THIRTY_DAYS);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  private void erase(Instant from, Instant until) {
    driver.send(
        Topics.ERASURES,
        "e1",
        Erasure.newBuilder()
            .setErasureId("e1")
            .setRecordId("e1-requested")
            .setState(ErasureState.REQUESTED)
            .setCamera("front")
            .setFromTime(from)
            .setUntilTime(until)
            .setRequestedAt(driver.now())
            .build());
    look();
  }

  private void look() {
    for (int i = 0; i < 3; i++) {
      driver.pass(Duration.ofSeconds(1));
    }
  }

  private List<Deletion> orders() {
    return driver.read(Topics.DELETIONS);
  }

  private List<Deletion> carryOut() {
    List<Deletion> orders = orders();
    orders.forEach(order -> driver.answer(order, DeletionOutcome.DELETED));
    look();
    return orders;
  }

  private ErasureState state() {
    List<Erasure> told = driver.read(Topics.ERASURES);
    return told.get(told.size() - 1).getState();
  }

  private Recording piece(Instant start) {
    String id = Ids.recording("front", start);
    Recording piece =
        Recording.newBuilder()
            .setRecordId(id)
            .setCamera("front")
            .setCameraVersion(1)
            .setKind(RecordingKind.PIECE)
            .setCapturedAt(start)
            .setEndedAt(start.plusSeconds(60))
            .setKey(ClipLayout.recording("front", start, id, "mp4"))
            .setBytes(10)
            .setSha256("ab".repeat(32))
            .setRecordedAt(start.plusSeconds(60))
            .build();
    driver.send(Topics.RECORDINGS, piece);
    return piece;
  }

  private List<Recording> hours(Instant from, int hours) {
    List<Recording> pieces = new ArrayList<>();
    for (int minute = 0; minute < hours * 60; minute++) {
      pieces.add(piece(from.plusSeconds(minute * 60L)));
    }
    return pieces;
  }

  private void hold(HoldState state, Instant from, Instant to) {
    driver.send(
        Topics.HOLDS,
        Hold.newBuilder()
            .setHoldId("h1")
            .setRecordId("h1-" + state)
            .setCamera("front")
            .setSpanFrom(from)
            .setSpanTo(to)
            .setState(state)
            .build());
    look();
  }

  @Test
  void clipsOfTheSpan_goAtOnceAndOthersStay() {
    driver.clip("front", NOON.minusSeconds(3600));
    Clip within = driver.clip("front", NOON);
    driver.clip("yard", NOON);
    erase(NOON.minusSeconds(60), NOON.plusSeconds(60));
    assertThat(carryOut()).extracting(Deletion::getClipId).containsExactly(within.getClipId());
    Expiry entry = driver.read(Topics.EXPIRIES).get(0);
    assertThat(entry.getCause()).isEqualTo("erasure");
    assertThat(entry.getRequest()).isEqualTo("e1");
    assertThat(entry.getEarly()).isTrue();
    assertThat(state()).isEqualTo(ErasureState.DONE);
  }

  @Test
  void nothingInTheSpan_isDoneAtOnce() {
    erase(NOON.minusSeconds(60), NOON.plusSeconds(60));
    assertThat(state()).isEqualTo(ErasureState.DONE);
  }

  @Test
  void heldClip_goesWhenItIsReleased() {
    Clip clip = driver.clip("front", NOON);
    hold(HoldState.REQUESTED, NOON.minusSeconds(600), NOON.plusSeconds(600));
    erase(NOON.minusSeconds(60), NOON.plusSeconds(60));
    assertThat(orders()).isEmpty();
    assertThat(state()).isEqualTo(ErasureState.WAITING);
    hold(HoldState.RELEASED, NOON.minusSeconds(600), NOON.plusSeconds(600));
    assertThat(carryOut()).extracting(Deletion::getClipId).containsExactly(clip.getClipId());
    assertThat(state()).isEqualTo(ErasureState.DONE);
  }

  @Test
  void clipThatComesLate_goesAsItComes() {
    erase(NOON.minusSeconds(60), NOON.plusSeconds(60));
    Clip late = driver.clip("front", NOON);
    look();
    assertThat(carryOut()).extracting(Deletion::getClipId).containsExactly(late.getClipId());
    assertThat(state()).isEqualTo(ErasureState.DONE);
  }

  @Test
  void piecesOfAnHour_goByTheirKeysAndTheHourKeepsTheRest() {
    List<Recording> pieces = hours(NOON, 1);
    erase(NOON.plusSeconds(630), NOON.plusSeconds(750));
    Deletion order = carryOut().get(0);
    assertThat(order.getScope()).isEqualTo(DeletionScope.PIECES);
    assertThat(order.getOnly())
        .containsExactlyInAnyOrder(
            pieces.get(10).getKey(), pieces.get(11).getKey(), pieces.get(12).getKey());
    Expiry part = driver.read(Topics.EXPIRIES).get(0);
    assertThat(part.getBytes()).isEqualTo(30);
    assertThat(part.getObjects()).isEqualTo(3);
    assertThat(state()).isEqualTo(ErasureState.DONE);
    driver.pass(THIRTY_DAYS.plusHours(2));
    carryOut();
    Expiry rest = driver.read(Topics.EXPIRIES).get(0);
    assertThat(rest.getCause()).isEqualTo("due");
    assertThat(rest.getBytes()).isEqualTo(570);
    assertThat(rest.getSha256()).isNotEqualTo(part.getSha256()).hasSize(64);
  }

  @Test
  void hoursInside_goAsAWholeAndThoseAtTheEndsInPieces() {
    hours(NOON, 3);
    erase(NOON.plusSeconds(3590), NOON.plusSeconds(7230));
    List<Deletion> orders = carryOut();
    assertThat(orders)
        .extracting(Deletion::getScope)
        .containsExactlyInAnyOrder(
            DeletionScope.PIECES, DeletionScope.RECORDINGS, DeletionScope.PIECES);
    assertThat(orders.stream().mapToInt(order -> order.getOnly().size()).sum()).isEqualTo(2);
    assertThat(state()).isEqualTo(ErasureState.DONE);
  }

  @Test
  void thePieceThatReachesIntoTheNextHour_goes() {
    piece(NOON.plusSeconds(3570));
    erase(NOON.plusSeconds(3610), NOON.plusSeconds(3640));
    assertThat(carryOut()).hasSize(1);
  }

  @Test
  void piecesOfAHeldHour_goWhenItIsReleased() {
    hours(NOON, 1);
    hold(HoldState.REQUESTED, NOON, NOON.plusSeconds(60));
    erase(NOON.plusSeconds(630), NOON.plusSeconds(750));
    assertThat(orders()).isEmpty();
    assertThat(state()).isEqualTo(ErasureState.WAITING);
    hold(HoldState.RELEASED, NOON, NOON.plusSeconds(60));
    assertThat(carryOut()).hasSize(1);
    assertThat(state()).isEqualTo(ErasureState.DONE);
  }

  @Test
  void pieceThatComesLate_goesAsItComes() {
    piece(NOON);
    erase(NOON.plusSeconds(630), NOON.plusSeconds(750));
    assertThat(state()).isEqualTo(ErasureState.DONE);
    Recording late = piece(NOON.plusSeconds(660));
    look();
    assertThat(carryOut().get(0).getOnly()).containsExactly(late.getKey());
    assertThat(state()).isEqualTo(ErasureState.DONE);
  }

  @Test
  void piecesThatTheStoreRefuses_areTriedAgain() {
    hours(NOON, 1);
    erase(NOON.plusSeconds(630), NOON.plusSeconds(750));
    orders().forEach(order -> driver.answer(order, DeletionOutcome.FAILED));
    driver.pass(Duration.ofSeconds(40));
    assertThat(carryOut()).hasSize(1);
    assertThat(state()).isEqualTo(ErasureState.DONE);
  }
}
