package io.sightline.retention.pressure;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.retention.pressure.Pressing.Rules;
import io.sightline.retention.pressure.Pressing.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PressingTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final long HOUR = Cell.hour(NOW);
  private static final Rules RULES =
      new Rules(new Marks(1000, 2000), Kind.ORDER, 10_000, Duration.ofMinutes(1));

  private final Stock stock = new Stock();

  private static Room room(int second, long free) {
    return new Room(NOW.plusSeconds(second), free, -1);
  }

  private void put(Kind kind, int hoursAgo, int partition, long bytes) {
    stock.set(new Cell(kind, HOUR - hoursAgo, HOUR + 720), partition, bytes);
  }

  private void oneOfEach() {
    int hoursAgo = 1;
    for (Kind kind : Kind.values()) {
      put(kind, hoursAgo++, 0, 500);
    }
  }

  @Test
  void roomAboveTheLowMark_leavesAllAlone() {
    oneOfEach();
    Turn turn = Pressing.NOT.measured(room(0, 1000), stock, RULES);
    assertThat(turn.level()).isEqualTo(Level.CALM);
    assertThat(turn.ordered()).isEmpty();
  }

  @Test
  void roomBelowTheLowMark_orderedIsTheLeastImportantKindFirst() {
    oneOfEach();
    stock.set(new Cell(Kind.GOING, HOUR - 9, HOUR + 720), 0, 0);
    Turn turn = Pressing.NOT.measured(room(0, 900), stock, RULES);
    assertThat(turn.level()).isEqualTo(Level.DELETING);
    assertThat(turn.ordered()).get().extracting(Step::kind).isEqualTo(Kind.RECORDING_QUIET);
  }

  @Test
  void kindsThatAreNotInTheOrder_neverGo() {
    put(Kind.CLIP_QUIET, 3, 0, 500);
    Rules rules = new Rules(RULES.marks(), List.of(Kind.CLIP_INFO), 10_000, Duration.ofMinutes(1));
    Turn turn = Pressing.NOT.measured(room(0, 900), stock, rules);
    assertThat(turn.level()).isEqualTo(Level.EXHAUSTED);
    assertThat(turn.ordered()).isEmpty();
  }

  @Test
  void theOldestHours_goFirstAndOnlyAsManyAsNeeded() {
    put(Kind.CLIP_QUIET, 3, 0, 600);
    put(Kind.CLIP_QUIET, 2, 0, 400);
    put(Kind.CLIP_QUIET, 2, 1, 400);
    put(Kind.CLIP_QUIET, 1, 0, 5000);
    Step step = Pressing.NOT.measured(room(0, 900), stock, RULES).ordered().orElseThrow();
    assertThat(step.beforeHour()).isEqualTo(HOUR - 1);
    assertThat(step.budgets()).containsExactly(600L + 250, 250L);
    assertThat(step.bytes()).isEqualTo(1100);
    assertThat(step.leaves()).isEqualTo(300);
  }

  @Test
  void aStep_isBounded() {
    put(Kind.CLIP_QUIET, 3, 0, 50_000);
    Rules rules = new Rules(RULES.marks(), Kind.ORDER, 100, Duration.ofMinutes(1));
    assertThat(Pressing.NOT.measured(room(0, 900), stock, rules).ordered().orElseThrow().bytes())
        .isEqualTo(100);
  }

  @Test
  void whatIsOnItsWayOut_countsAsRoomToCome() {
    put(Kind.CLIP_QUIET, 3, 0, 5000);
    put(Kind.GOING, 4, 0, 1100);
    Turn turn = Pressing.NOT.measured(room(0, 900), stock, RULES);
    assertThat(turn.level()).isEqualTo(Level.DELETING);
    assertThat(turn.ordered()).isEmpty();
  }

  @Test
  void whatWentAfterTheMeasurement_countsAsRoomToo() {
    put(Kind.CLIP_QUIET, 3, 0, 5000);
    Pressing gone = Pressing.NOT.gone(NOW.plusSeconds(5), 1100);
    assertThat(gone.measured(room(4, 900), stock, RULES).ordered()).isEmpty();
    assertThat(gone.measured(room(6, 900), stock, RULES).ordered()).isPresent();
  }

  @Test
  void aStepUnderWay_isAwaitedAndThenNoLonger() {
    put(Kind.CLIP_QUIET, 3, 0, 5000);
    Pressing waits = Pressing.NOT.measured(room(0, 900), stock, RULES).next();
    assertThat(waits.measured(room(10, 900), stock, RULES).ordered()).isEmpty();
    assertThat(waits.measured(room(60, 900), stock, RULES).ordered()).isPresent();
    put(Kind.CLIP_QUIET, 3, 0, 3900);
    assertThat(waits.measured(room(10, 900), stock, RULES).ordered()).isPresent();
  }

  @Test
  void deletionBegunBelowTheLowMark_goesOnToTheHighMark() {
    put(Kind.CLIP_QUIET, 3, 0, 50_000);
    Pressing active = new Pressing(true, null, List.of());
    assertThat(active.measured(room(0, 1900), stock, RULES).ordered()).isPresent();
    assertThat(active.measured(room(0, 2000), stock, RULES).level()).isEqualTo(Level.CALM);
  }

  @Test
  void onlyHeldLeft_isAnAlarmInsteadOfADeletion() {
    put(Kind.HELD, 100, 0, 50_000);
    Turn turn = Pressing.NOT.measured(room(0, 0), stock, RULES);
    assertThat(turn.level()).isEqualTo(Level.HELD);
    assertThat(turn.level().isAlarm()).isTrue();
    assertThat(turn.ordered()).isEmpty();
  }

  @Test
  void unknownRoom_deletesNothing() {
    put(Kind.CLIP_QUIET, 3, 0, 50_000);
    Turn turn = new Pressing(true, null, List.of()).measured(room(0, -1), stock, RULES);
    assertThat(turn.level()).isEqualTo(Level.UNMEASURED);
    assertThat(turn.ordered()).isEmpty();
  }

  @Test
  void marksMeantForALargeStore_areBoundedOnASmallOne() {
    assertThat(new Marks(1000, 2000).within(800)).isEqualTo(new Marks(200, 300));
    assertThat(new Marks(1000, 2000).within(-1)).isEqualTo(new Marks(1000, 2000));
    assertThat(new Marks(1000, 2000).within(1_000_000)).isEqualTo(new Marks(1000, 2000));
  }

  @Test
  void capacity_takesThePlaceOfTheDisk() {
    assertThat(Room.of(NOW, -1, -1, 1000, 400)).isEqualTo(new Room(NOW, 600, 1000));
    assertThat(Room.of(NOW, 100, 5000, 1000, 400)).isEqualTo(new Room(NOW, 100, 5000));
    assertThat(Room.of(NOW, 100, 5000, 0, 400)).isEqualTo(new Room(NOW, 100, 5000));
    assertThat(Room.of(NOW, -1, -1, 1000, 1400)).isEqualTo(new Room(NOW, 0, 1000));
  }

  /** A store that obeys with delay: it never frees more than needed plus one object a partition. */
  @Test
  void histories_endAtTheHighMarkWithoutOvershoot() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Stock held = new Stock();
      long[] bytes = new long[40];
      for (int hour = 0; hour < bytes.length; hour++) {
        bytes[hour] = random.nextInt(400);
        held.set(new Cell(Kind.CLIP_QUIET, HOUR - 40 + hour, HOUR), hour % 3, bytes[hour]);
      }
      assertThat(freeAfter(held, random)).as("seed %d", seed).isBetween(2000L, 2000L + 3);
    }
  }

  private static long freeAfter(Stock held, Random random) {
    Pressing pressing = Pressing.NOT;
    long free = 900;
    List<long[]> going = new ArrayList<>();
    for (int second = 0; second < 600; second += 5) {
      Turn turn = pressing.measured(room(second, free), held, RULES);
      pressing = turn.next();
      if (turn.ordered().isPresent()) {
        obey(turn.ordered().get(), held, going);
      }
      for (long[] each : List.copyOf(going)) {
        if (random.nextInt(3) == 0) {
          going.remove(each);
          free += each[0];
          held.set(new Cell(Kind.GOING, 0, 0), 0, going.stream().mapToLong(g -> g[0]).sum());
          pressing = pressing.gone(NOW.plusSeconds(second + 1), each[0]);
        }
      }
    }
    return free;
  }

  private static void obey(Step step, Stock held, List<long[]> going) {
    List<Cell> cells = new ArrayList<>();
    held.each(step.kind(), (cell, bytes) -> cells.add(cell));
    for (int partition = 0; partition < step.budgets().size(); partition++) {
      long budget = step.budgets().get(partition);
      for (Cell cell : cells) {
        if (cell.capturedHour() < step.beforeHour() && budget > 0) {
          long there = bytes(held, cell, partition);
          long goes = Math.min(budget, there);
          budget -= goes;
          held.set(cell, partition, there - goes);
          going.add(new long[] {goes});
        }
      }
    }
    held.set(new Cell(Kind.GOING, 0, 0), 0, going.stream().mapToLong(g -> g[0]).sum());
  }

  private static long bytes(Stock held, Cell cell, int partition) {
    long[] until = held.beforeByPartition(cell.kind(), cell.capturedHour() + 1);
    long[] before = held.beforeByPartition(cell.kind(), cell.capturedHour());
    long all = partition < until.length ? until[partition] : 0;
    return all - (partition < before.length ? before[partition] : 0);
  }
}
