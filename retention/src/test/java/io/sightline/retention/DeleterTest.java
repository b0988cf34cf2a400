package io.sightline.retention;

import static io.sightline.retention.Clips.RECORDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.avro.Clip;
import io.sightline.avro.Deletion;
import io.sightline.avro.DeletionOutcome;
import io.sightline.avro.DeletionResult;
import io.sightline.avro.DeletionScope;
import io.sightline.clipstore.ClipLayout;
import io.sightline.clipstore.ClipStore.StoredObject;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.runtime.Health;
import io.sightline.runtime.TransactionalLoop.Output;
import io.sightline.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeleterTest {
  private static final Clip CLIP = Clips.clip("front", RECORDED);
  private static final String FRAME = ClipLayout.frame(CLIP.getPrefix(), "front-f1");

  @TempDir private Path root;
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final OverdueDeletions overdue = new OverdueDeletions(metrics);
  private FilesClipStore store;

  @BeforeEach
  void fill() throws IOException {
    store = new FilesClipStore(root);
    store.put(CLIP.getKey(), new byte[100]);
    store.put(FRAME, new byte[10]);
    store.put(ClipLayout.frame(CLIP.getPrefix(), "front-f2"), new byte[10]);
  }

  private static Deletion order(DeletionScope scope, String prefix, String... keep) {
    return Deletion.newBuilder()
        .setClipId(CLIP.getClipId())
        .setRecordId("x1")
        .setScope(scope)
        .setPrefix(prefix)
        .setKeep(List.of(keep))
        .setAttempt(3)
        .build();
  }

  private DeletionResult carryOut(Deletion order) throws InterruptedException {
    var outputs =
        new Deleter(store, InstantSource.fixed(RECORDED), overdue::answered)
            .process(List.of(new ConsumerRecord<>("t", 0, 0, order.getClipId(), order)));
    assertThat(outputs).hasSize(1);
    assertThat(outputs.get(0).topic()).isEqualTo(Topics.DELETION_RESULTS);
    assertThat(outputs.get(0).key()).isEqualTo(order.getClipId());
    return (DeletionResult) outputs.get(0).value();
  }

  @Test
  void orderForAClip_takesEverythingAndIsHarmlessTwice() throws Exception {
    Deletion order = order(DeletionScope.CLIP, CLIP.getPrefix());
    DeletionResult first = carryOut(order);
    assertThat(first.getOutcome()).isEqualTo(DeletionOutcome.DELETED);
    assertThat(first.getObjects()).isEqualTo(3);
    assertThat(first.getBytes()).isEqualTo(120);
    assertThat(first.getAttempt()).isEqualTo(3);
    assertThat(first.getAnsweredAt()).isEqualTo(RECORDED);
    assertThat(store.list("")).isEmpty();
    DeletionResult second = carryOut(order);
    assertThat(second.getOutcome()).isEqualTo(DeletionOutcome.DELETED);
    assertThat(second.getObjects()).isZero();
  }

  @Test
  void orderForFrames_leavesTheClipAndWhatIsKeptAndTakesCrops() throws Exception {
    store.put(ClipLayout.crop(CLIP.getPrefix(), "front-f1", 1), new byte[10]);
    store.put(ClipLayout.crop(CLIP.getPrefix(), "front-f2", 1), new byte[10]);
    carryOut(order(DeletionScope.FRAMES, CLIP.getPrefix() + "frames/", FRAME));
    assertThat(store.list("")).extracting(StoredObject::key).containsExactly(CLIP.getKey(), FRAME);
  }

  @Test
  void storeThatFails_isAnsweredWithItsCause() throws Exception {
    DeletionResult result = carryOut(order(DeletionScope.CLIP, "../elsewhere/"));
    assertThat(result.getOutcome()).isEqualTo(DeletionOutcome.FAILED);
    assertThat(result.getCause()).contains("../elsewhere");
    assertThat(Files.exists(root.resolve(CLIP.getKey()))).isTrue();
  }

  @Test
  void orderOfUnknownScope_isNotCarriedOut() throws Exception {
    DeletionResult result = carryOut(order(DeletionScope.UNKNOWN, CLIP.getPrefix()));
    assertThat(result.getOutcome()).isEqualTo(DeletionOutcome.FAILED);
    assertThat(store.list("")).hasSize(3);
  }

  @Test
  void batch_isAnsweredInItsOrderAndOneThatFailsStopsNoOther() throws Exception {
    List<ConsumerRecord<String, Deletion>> batch = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String id = "front-c" + i;
      String prefix = "yard/2026-01-01/" + id + "/";
      store.put(prefix + "clip.mp4", new byte[1]);
      Deletion order =
          Deletion.newBuilder(order(DeletionScope.CLIP, i == 77 ? "../77/" : prefix))
              .setClipId(id)
              .build();
      batch.add(new ConsumerRecord<>("t", i % 4, i, id, order));
    }
    List<Output> outputs =
        new Deleter(store, InstantSource.fixed(RECORDED), overdue::answered).process(batch);
    assertThat(outputs)
        .extracting(Output::key)
        .containsExactlyElementsOf(batch.stream().map(ConsumerRecord::key).toList());
    for (int i = 0; i < batch.size(); i++) {
      DeletionResult answer = (DeletionResult) outputs.get(i).value();
      assertThat(outputs.get(i).partition()).isEqualTo(i % 4);
      assertThat(answer.getClipId()).isEqualTo(batch.get(i).key());
      assertThat(answer.getOutcome())
          .isEqualTo(i == 77 ? DeletionOutcome.FAILED : DeletionOutcome.DELETED);
    }
    assertThat(store.list("yard/2026-01-01/"))
        .extracting(StoredObject::key)
        .containsExactly("yard/2026-01-01/front-c77/clip.mp4");
  }

  @Test
  void whatTheStoreRefuses_isOverdueUntilItGoes() throws Exception {
    CrashingStore refusing = new CrashingStore(store);
    Deleter deleter = new Deleter(refusing, InstantSource.fixed(RECORDED), overdue::answered);
    Deletion order = order(DeletionScope.CLIP, CLIP.getPrefix());
    var batch = List.of(new ConsumerRecord<>("t", 0, 0, order.getClipId(), order));
    assertThat(overdue.health().state()).isEqualTo(Health.State.UP);

    refusing.refuse("the bucket is locked");
    deleter.process(batch);
    deleter.process(batch);
    assertThat(overdue.health().state()).isEqualTo(Health.State.DEGRADED);
    assertThat(overdue.health().detail())
        .contains("1 clips or hours overdue")
        .contains(CLIP.getClipId())
        .contains("the bucket is locked");
    assertThat(metrics.get(OverdueDeletions.METRIC).gauge().value()).isEqualTo(1);

    refusing.refuse(null);
    deleter.process(batch);
    assertThat(overdue.health().state()).isEqualTo(Health.State.UP);
    assertThat(metrics.get(OverdueDeletions.METRIC).gauge().value()).isZero();
  }

  @Test
  void framesThatStay_areNotOverdue() throws Exception {
    DeletionResult result = carryOut(order(DeletionScope.FRAMES, "../elsewhere/"));
    assertThat(result.getOutcome()).isEqualTo(DeletionOutcome.FAILED);
    assertThat(overdue.count()).isZero();
  }
}
