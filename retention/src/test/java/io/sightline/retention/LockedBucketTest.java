package io.sightline.retention;

import static io.sightline.retention.Clips.RECORDED;
import static io.sightline.retention.Clips.THIRTY_DAYS;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.avro.Clip;
import io.sightline.avro.Deletion;
import io.sightline.avro.DeletionOutcome;
import io.sightline.avro.DeletionResult;
import io.sightline.avro.Expiry;
import io.sightline.avro.Recording;
import io.sightline.avro.RecordingKind;
import io.sightline.clipstore.ClipLayout;
import io.sightline.clipstore.ClipStore.StoredObject;
import io.sightline.clipstore.FaultyWay;
import io.sightline.clipstore.ObjectLock;
import io.sightline.clipstore.S3ClipStore;
import io.sightline.clipstore.S3Server;
import io.sightline.clipstore.s3.S3Bucket;
import io.sightline.runtime.Health;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.TransactionalLoop.Output;
import io.sightline.schemas.Ids;
import io.sightline.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is due and lies in a bucket under a lock. */
class LockedBucketTest {
  private static final KafkaSettings KAFKA =
      new KafkaSettings(new Topics("test"), 1, 1, Map.of(), "mock://locked");

  @TempDir private Path folder;
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final OverdueDeletions overdue = new OverdueDeletions(metrics);
  private S3Server server;
  private FaultyWay way;
  private ObjectLock lock;
  private S3ClipStore store;
  private RetentionDriver driver;
  private Deleter deleter;

  @BeforeEach
  void open() throws Exception {
    server = S3Server.startOpen();
    server.newBucket();
    way = new FaultyWay(server.endpoint());
    lock = ObjectLock.on(way);
    store =
        S3ClipStore.of(S3Bucket.open(server.settingsVia(way.address())), folder.resolve("staging"));
    driver = new RetentionDriver(KAFKA, Clips.LEAPING, folder.resolve("state"), metrics);
    driver.camera("front", THIRTY_DAYS);
    deleter = new Deleter(store, () -> driver.now(), overdue::answered);
  }

  @AfterEach
  void close() throws Exception {
    driver.close();
    store.close();
    way.close();
    server.close();
  }

  /** The order that is there goes to the store, and its answer back. */
  private DeletionResult carryOut() throws Exception {
    List<Deletion> orders = driver.read(Topics.DELETIONS);
    assertThat(orders).hasSize(1);
    Deletion order = orders.get(0);
    List<Output> outputs =
        deleter.process(List.of(new ConsumerRecord<>("t", 0, 0, order.getClipId(), order)));
    DeletionResult result = (DeletionResult) outputs.get(0).value();
    driver.send(Topics.DELETION_RESULTS, order.getClipId(), result);
    return result;
  }

  private void isOverdue(String about, String locked) {
    assertThat(overdue.health().state()).isEqualTo(Health.State.DEGRADED);
    assertThat(overdue.health().detail())
        .contains("1 clips or hours overdue", about, locked, "AccessDenied", ObjectLock.REASON);
    assertThat(driver.read(Topics.EXPIRIES)).isEmpty();
    assertThat(store()).containsExactly(locked);
  }

  private List<String> store() {
    try {
      return store.list("").stream().map(StoredObject::key).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void refusedTwiceThenGone(String about, String locked) throws Exception {
    lock.lock(locked);
    driver.pass(THIRTY_DAYS.plus(Duration.ofHours(2)));
    DeletionResult first = carryOut();
    assertThat(first.getOutcome()).isEqualTo(DeletionOutcome.FAILED);
    assertThat(first.getAttempt()).isEqualTo(1);
    assertThat(first.getCause()).contains("'" + locked + "'", "AccessDenied", "1 of 2 objects");
    isOverdue(about, locked);

    driver.pass(RetentionConfig.DEFAULT.retryAfter().minusSeconds(1));
    assertThat(driver.read(Topics.DELETIONS)).as("not at once again").isEmpty();
    driver.pass(Duration.ofSeconds(2));
    DeletionResult second = carryOut();
    assertThat(second.getOutcome()).isEqualTo(DeletionOutcome.FAILED);
    assertThat(second.getAttempt()).isEqualTo(2);
    isOverdue(about, locked);

    lock.end();
    driver.pass(RetentionConfig.DEFAULT.backoff(2).plusSeconds(1));
    assertThat(carryOut().getOutcome()).isEqualTo(DeletionOutcome.DELETED);
    assertThat(store()).isEmpty();
    assertThat(overdue.health().state()).isEqualTo(Health.State.UP);
    List<Expiry> ledger = driver.read(Topics.EXPIRIES);
    assertThat(ledger).hasSize(1);
    assertThat(ledger.get(0).getClipId()).isEqualTo(about);
    assertThat(ledger.get(0).getDeletedAt()).isEqualTo(driver.now());
    assertThat(metrics.get("sightline.retention.overdue").counter().count()).isEqualTo(2);
  }

  @Test
  void clipUnderALock_isTriedAgainIsOverdueAndGoesWhenTheLockEnds() throws Exception {
    Clip clip = driver.clip("front", RECORDED);
    store.put(clip.getKey(), new byte[100]);
    store.put(ClipLayout.frame(clip.getPrefix(), "front-f1"), new byte[10]);
    refusedTwiceThenGone(clip.getClipId(), clip.getKey());
  }

  @Test
  void hourUnderALock_isTriedAgainIsOverdueAndGoesWhenTheLockEnds() throws Exception {
    String locked = piece(0);
    piece(60);
    refusedTwiceThenGone(Ids.hour("front", RECORDED), locked);
  }

  private String piece(int second) throws Exception {
    String id = Ids.recording("front", RECORDED.plusSeconds(second));
    String key = ClipLayout.recording("front", RECORDED.plusSeconds(second), id, "mp4");
    store.put(key, new byte[10]);
    driver.send(
        Topics.RECORDINGS,
        Recording.newBuilder()
            .setRecordId(id)
            .setCamera("front")
            .setCameraVersion(1)
            .setKind(RecordingKind.PIECE)
            .setCapturedAt(RECORDED.plusSeconds(second))
            .setEndedAt(RECORDED.plusSeconds(second + 60))
            .setKey(key)
            .setBytes(10)
            .setSha256("ab".repeat(32))
            .setRecordedAt(RECORDED.plusSeconds(second + 60))
            .build());
    return key;
  }
}
