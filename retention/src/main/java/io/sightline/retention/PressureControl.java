package io.sightline.retention;

import io.sightline.avro.Policy;
import io.sightline.avro.Pressure;
import io.sightline.avro.PressureLevel;
import io.sightline.avro.Space;
import io.sightline.avro.StockCell;
import io.sightline.retention.pressure.Cell;
import io.sightline.retention.pressure.Forecast;
import io.sightline.retention.pressure.Kind;
import io.sightline.retention.pressure.Level;
import io.sightline.retention.pressure.Marks;
import io.sightline.retention.pressure.Pressing;
import io.sightline.retention.pressure.Pressing.Rules;
import io.sightline.retention.pressure.Pressing.Turn;
import io.sightline.retention.pressure.Room;
import io.sightline.retention.pressure.Sample;
import io.sightline.retention.pressure.Step;
import io.sightline.retention.pressure.Stock;
import io.sightline.schemas.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds each measurement of the room against the stock, and orders what is to go early. All of it
 * lies in one partition, so that one task decides. What it has under way is not kept over a
 * restart: then the same is ordered again, which changes nothing.
 */
final class PressureControl implements Processor<String, SpecificRecord, String, Pressure> {
  private static final Logger LOG = LoggerFactory.getLogger(PressureControl.class);
  private static final Duration TOLD_EVERY = Duration.ofMinutes(1);
  private static final int SAMPLE_HOURS = 72;

  private final PressureConfig config;
  private final String build;
  private final Outlook outlook;
  private final Stock stock = new Stock();

  private Pressing pressing = Pressing.NOT;
  private @Nullable Pressure told;
  private @Nullable Running running;

  PressureControl(PressureConfig config, String build, Outlook outlook) {
    this.config = config;
    this.build = build;
    this.outlook = outlook;
  }

  /** What there is between init and close. */
  private record Running(
      ProcessorContext<String, Pressure> context,
      KeyValueStore<String, StockCell> cells,
      KeyValueStore<String, Pressure> samples,
      KeyValueStore<String, Policy> policies) {}

  @Override
  public void init(ProcessorContext<String, Pressure> context) {
    running =
        new Running(
            context,
            context.getStateStore(PressureTopology.STOCK_STORE),
            context.getStateStore(PressureTopology.SAMPLE_STORE),
            context.getStateStore(RetentionTopology.POLICY_STORE));
    try (KeyValueIterator<String, StockCell> cells = running.cells().all()) {
      cells.forEachRemaining(each -> put(each.value, each.value.getBytes()));
    }
  }

  private void put(StockCell cell, long bytes) {
    stock.set(
        new Cell(Kind.of(cell.getKind()), cell.getCapturedHour(), cell.getDeadlineHour()),
        cell.getPartition(),
        bytes);
  }

  @Override
  public void process(Record<String, SpecificRecord> record) {
    Instant at = Instant.ofEpochMilli(record.timestamp());
    if (record.value() instanceof Space space) {
      measured(space);
    } else {
      changed(record.key(), (StockCell) record.value(), at);
    }
  }

  /**
   * @param after null: nothing of it is left
   */
  private void changed(String key, @Nullable StockCell after, Instant at) {
    StockCell before = running().cells().get(key);
    StockCell any = after == null ? before : after;
    if (any == null) {
      return;
    }
    long bytes = after == null ? 0 : after.getBytes();
    long less = (before == null ? 0 : before.getBytes()) - bytes;
    put(any, bytes);
    running().cells().put(key, after);
    Kind kind = Kind.of(any.getKind());
    // What leaves the store was on its way out; what failed comes back as overdue.
    if ((kind == Kind.GOING && less > 0) || (kind == Kind.OVERDUE && less < 0)) {
      pressing = pressing.gone(at, less);
    }
  }

  private void measured(Space space) {
    Room room =
        Room.of(
            space.getMeasuredAt(),
            space.getFreeBytes(),
            space.getTotalBytes(),
            space.getCapacityBytes(),
            stock.total());
    Rules rules = rules();
    Turn turn = pressing.measured(room, stock, rules);
    pressing = turn.next();
    Pressure now = pressure(room, turn, rules.marks().within(room.totalBytes()));
    outlook.tell(now);
    if (turn.ordered().isPresent() || isNews(now)) {
      tell(now);
    }
  }

  /** The newest policy's marks, if it has any, take the place of the configured ones. */
  private Rules rules() {
    Policy newest = null;
    try (KeyValueIterator<String, Policy> all = running().policies().reverseAll()) {
      newest = all.hasNext() ? all.next().value : null;
    }
    return newest == null || newest.getFreeLowBytes() <= 0
        ? config.rules()
        : config.rules(
            new Marks(
                newest.getFreeLowBytes(),
                Math.max(newest.getFreeLowBytes(), newest.getFreeHighBytes())));
  }

  private boolean isNews(Pressure now) {
    return told == null
        || told.getLevel() != now.getLevel()
        || !now.getAt().isBefore(told.getAt().plus(TOLD_EVERY));
  }

  private void tell(Pressure now) {
    if (told == null || told.getLevel() != now.getLevel()) {
      LOG.info("clip store: {}: {}", now.getLevel(), Outlook.words(now));
    }
    told = now;
    remember(now);
    running().context().forward(new Record<>(SpaceWatch.KEY, now, now.getAt().toEpochMilli()));
  }

  private Pressure pressure(Room room, Turn turn, Marks marks) {
    Forecast forecast =
        Forecast.of(room, stock, samples(room), marks.lowBytes(), config.lookAhead());
    Pressure.Builder pressure =
        Pressure.newBuilder()
            .setRecordId("pressure-" + Ids.base32(room.at()))
            .setLevel(level(turn.level(), forecast, room.at()))
            .setAt(room.at())
            .setFreeBytes(room.freeBytes())
            .setUsedBytes(stock.total())
            .setHeldBytes(stock.of(Kind.HELD))
            .setGoingBytes(stock.of(Kind.GOING))
            .setOverdueBytes(stock.of(Kind.OVERDUE))
            .setLowWaterBytes(marks.lowBytes())
            .setHighWaterBytes(marks.highBytes())
            .setFullAt(forecast.fullAt().orElse(null))
            .setBytesPerHour(forecast.bytesPerHour() + forecast.otherBytesPerHour())
            .setBuild(build);
    turn.ordered().ifPresent(step -> order(pressure, step));
    return pressure.build();
  }

  private PressureLevel level(Level level, Forecast forecast, Instant at) {
    Optional<Instant> full = forecast.fullAt();
    boolean soon = full.isPresent() && full.get().isBefore(at.plus(config.warnAhead()));
    return PressureLevel.valueOf((level == Level.CALM && soon ? Level.WARNING : level).name());
  }

  private static void order(Pressure.Builder pressure, Step step) {
    pressure
        .setRequestId(step.requestId())
        .setKind(step.kind().label())
        .setCapturedBefore(Cell.begin(step.beforeHour()))
        .setBudgets(step.budgets());
  }

  /** One for each hour. */
  private void remember(Pressure now) {
    KeyValueStore<String, Pressure> samples = running().samples();
    samples.put(sampleKey(Cell.hour(now.getAt())), now);
    samples.delete(sampleKey(Cell.hour(now.getAt()) - SAMPLE_HOURS));
  }

  private List<Sample> samples(Room room) {
    List<Sample> samples = new ArrayList<>();
    long hour = Cell.hour(room.at());
    try (KeyValueIterator<String, Pressure> kept =
        running().samples().range(sampleKey(hour - SAMPLE_HOURS), sampleKey(hour))) {
      kept.forEachRemaining(
          each ->
              samples.add(
                  new Sample(
                      each.value.getAt(), each.value.getFreeBytes(), each.value.getUsedBytes())));
    }
    return samples;
  }

  private static String sampleKey(long hour) {
    return Ids.base32(Cell.begin(Math.max(0, hour)));
  }

  private Running running() {
    if (running == null) {
      throw new IllegalStateException("not initialised");
    }
    return running;
  }
}
