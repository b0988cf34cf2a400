package io.sightline.ingest.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.avro.CameraHealth;
import io.sightline.ingest.spool.MemoryFactLog.Next;
import io.sightline.ingest.spool.SpoolPublisher.State;
import io.sightline.ingest.spool.SpoolSettings.WhenFull;
import io.sightline.schemas.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpoolPublisherTest {
  private static final SpoolSettings SETTINGS = new SpoolSettings(1 << 20, 256, WhenFull.FAIL);

  @TempDir Path folder;
  private final MemoryFactLog broker = new MemoryFactLog();
  private final CompletableFuture<Void> lost = new CompletableFuture<>();
  private Spool spool;
  private SpoolPublisher publisher;

  @BeforeEach
  void open() throws Exception {
    spool = Spool.open(folder, SETTINGS);
    publisher = publisher(spool, lost);
  }

  @AfterEach
  void close() {
    publisher.close();
    spool.close();
  }

  private SpoolPublisher publisher(Spool from, CompletableFuture<Void> onLost) {
    Deserializer<SpecificRecord> any =
        (topic, bytes) -> CameraHealth.newBuilder().setCamera("c").setRecordId("r").build();
    FactCodec codec =
        new FactCodec(
            new Topics("t"), (topic, record) -> new byte[0], Map.of("health", any, "frames", any));
    return new SpoolPublisher("p", from, codec, broker, 1, () -> onLost.complete(null));
  }

  private long append(Spool to, int number) throws Exception {
    return to.append(List.of(new Fact("health", "c", ("" + number).getBytes(UTF_8))));
  }

  /** A fact for each of two partitions. */
  private long appendBoth(int number) throws Exception {
    byte[] value = ("" + number).getBytes(UTF_8);
    return spool.append(List.of(new Fact("health", "c", value), new Fact("frames", "c", value)));
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toList();
  }

  @Test
  void transactionsThatFailEitherWay_publishEachFactOnce() throws Exception {
    publisher.takeOver();
    broker.script(Next.IS_LOST, Next.COMMITS_BUT_NOBODY_HEARS, Next.IS_LOST);
    publisher.start();
    long end = 0;
    for (int i = 1; i <= 50; i++) {
      end = append(spool, i);
    }
    publisher.whenPublished(end).get(30, TimeUnit.SECONDS);
    assertThat(broker.values()).isEqualTo(numbers(1, 50));
    assertThat(spool.backlogBytes()).isZero();
  }

  static Stream<Next> torn() {
    return Stream.of(
        Next.CURSOR_IS_LOST,
        Next.FRAMES_ARE_LOST,
        Next.FRAMES_AND_CURSOR_ARE_LOST,
        new Next(Set.of("health", "frames"), true, false));
  }

  @ParameterizedTest
  @MethodSource("torn")
  void tornTransaction_countsOnceForEachPartition(Next torn) throws Exception {
    publisher.takeOver();
    broker.script(Next.COMMITS, torn, torn, Next.IS_LOST, torn);
    publisher.start();
    long end = 0;
    for (int i = 1; i <= 60; i++) {
      end = appendBoth(i);
    }
    publisher.whenPublished(end).get(30, TimeUnit.SECONDS);
    assertThat(broker.values("health")).isEqualTo(numbers(1, 60));
    assertThat(broker.values("frames")).isEqualTo(numbers(1, 60));
    assertThat(spool.backlogBytes()).isZero();
  }

  @ParameterizedTest
  @MethodSource("torn")
  void tornTransactionOfAProcessThatDied_countsOnceForEachPartition(Next torn) throws Exception {
    publisher.takeOver();
    appendBoth(1);
    publisher.close();
    broker.script(torn);
    publisher = publisher(spool, lost);
    assertThatThrownBy(publisher::takeOver).isInstanceOf(FactLogException.class);

    publisher.close();
    spool.close();
    spool = Spool.open(folder, SETTINGS);
    appendBoth(2);
    publisher = publisher(spool, lost);
    assertThat(publisher.takeOver().position()).isEqualTo(spool.end());
    assertThat(broker.values("health")).isEqualTo(numbers(1, 2));
    assertThat(broker.values("frames")).isEqualTo(numbers(1, 2));
  }

  @Test
  void tornTransactionThatWasSaidToCount_isMadeUpForWhenTheBrokerFails() throws Exception {
    publisher.takeOver();
    broker.script(Next.FRAMES_ARE_LOST_AND_NOBODY_SAYS_SO, Next.IS_LOST);
    publisher.start();
    publisher.whenPublished(appendBoth(1)).get(30, TimeUnit.SECONDS);
    assertThat(broker.values("frames")).isEmpty();
    publisher.whenPublished(appendBoth(2)).get(30, TimeUnit.SECONDS);
    assertThat(broker.values("health")).isEqualTo(numbers(1, 2));
    assertThat(broker.values("frames")).isEqualTo(numbers(1, 2));
  }

  @Test
  void tornTransaction_isOfNoConcernAfterAnotherHasPublished() throws Exception {
    publisher.takeOver();
    appendBoth(1);
    publisher.close();
    broker.script(Next.FRAMES_AND_CURSOR_ARE_LOST);
    publisher = publisher(spool, lost);
    assertThatThrownBy(publisher::takeOver).isInstanceOf(FactLogException.class);
    publisher.close();
    try (Spool other = Spool.open(folder.resolve("other"), SETTINGS);
        SpoolPublisher second = publisher(other, new CompletableFuture<>())) {
      second.takeOver();
    }
    publisher = publisher(spool, lost);
    publisher.takeOver();
    assertThat(spool.sent()).isEmpty();
    assertThat(broker.values("frames")).isEmpty();
  }

  @Test
  void cursorFromBeforeWhatTheSpoolStillHas_beginsAtWhatItHas() throws Exception {
    publisher.takeOver();
    Cursor first = broker.cursor;
    publisher.start();
    for (int i = 1; i <= 20; i++) {
      publisher.whenPublished(append(spool, i)).get(30, TimeUnit.SECONDS);
    }
    publisher.close();
    assertThat(spool.begin()).isPositive();
    append(spool, 21);
    broker.cursor = first;
    publisher = publisher(spool, lost);
    assertThat(publisher.takeOver().position()).isEqualTo(spool.end());
    assertThat(broker.values()).contains("21");
  }

  @Test
  void nothingKnown_beginsWithTheEpochThatIsGiven() throws Exception {
    publisher.close();
    FactCodec none = new FactCodec(new Topics("t"), (topic, record) -> new byte[0], Map.of());
    publisher = new SpoolPublisher("p", spool, none, broker, 1_795_000_000, () -> {});
    assertThat(publisher.takeOver().epoch()).isEqualTo(1_795_000_000);
    publisher.close();
    publisher = new SpoolPublisher("p", spool, none, broker, 1_795_000_900, () -> {});
    assertThat(publisher.takeOver().epoch()).isEqualTo(1_795_000_001);
  }

  @Test
  void restart_publishesTheRestInANewEpoch() throws Exception {
    assertThat(publisher.takeOver().epoch()).isEqualTo(1);
    append(spool, 1);
    append(spool, 2);
    publisher.close();
    publisher = publisher(spool, lost);
    assertThat(publisher.takeOver().epoch()).isEqualTo(2);
    assertThat(broker.values()).isEqualTo(numbers(1, 2));
    assertThat(broker.cursor.position()).isEqualTo(spool.end());
  }

  @Test
  void partitionTakenOverElsewhere_stopsTheFormerOwner() throws Exception {
    publisher.takeOver();
    publisher.start();
    try (Spool other = Spool.open(folder.resolve("other"), SETTINGS);
        SpoolPublisher second = publisher(other, new CompletableFuture<>())) {
      assertThat(second.takeOver().epoch()).isEqualTo(2);
      append(spool, 1);
      lost.get(30, TimeUnit.SECONDS);
      assertThat(publisher.state()).isEqualTo(State.FENCED);
      assertThat(broker.values()).isEmpty();
    }
  }

  @Test
  void comingBackAfterAnother_dropsWhatIsOutOfDate() throws Exception {
    publisher.takeOver();
    append(spool, 1);
    publisher.close();
    try (Spool other = Spool.open(folder.resolve("other"), SETTINGS);
        SpoolPublisher second = publisher(other, new CompletableFuture<>())) {
      second.takeOver();
    }
    publisher = publisher(spool, lost);
    assertThat(publisher.takeOver().epoch()).isEqualTo(3);
    assertThat(broker.values()).isEmpty();
    assertThat(spool.backlogBytes()).isZero();
  }

  @Test
  void forgottenCursor_stillBeginsAHigherEpoch() throws Exception {
    publisher.takeOver();
    publisher.close();
    broker.cursor = null;
    publisher = publisher(spool, lost);
    assertThat(publisher.takeOver().epoch()).isEqualTo(2);
  }
}
