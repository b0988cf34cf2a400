package io.sightline.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Camera;
import io.sightline.avro.Clip;
import io.sightline.avro.Deletion;
import io.sightline.avro.DeletionOutcome;
import io.sightline.avro.DeletionScope;
import io.sightline.avro.Expiry;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;

/**
 * A task, its log, a deleter and a store, in which everything may break off anywhere: what a task
 * did since its last commit is lost, and its input is read again; what was deleted is deleted.
 */
final class World implements AutoCloseable {
  static final KafkaSettings KAFKA =
      new KafkaSettings(new Topics("test"), 1, 1, Map.of(), "mock://world");
  static final RetentionConfig CONFIG = RetentionConfig.DEFAULT;

  /** A record of the task's log. */
  record Entry(String key, SpecificRecord value, Instant at) {}

  final List<Entry> log = new ArrayList<>();
  final Set<String> media = new HashSet<>();
  final List<Expiry> ledger = new ArrayList<>();
  final Map<String, Clip> published = new HashMap<>();
  Instant time = Clips.RECORDED;
  Instant wallClock = time;

  private final ExpectedLife expected = new ExpectedLife(this);
  private final List<CapturedForward<String, Object>> uncommitted = new ArrayList<>();
  private final List<Deletion> orders = new ArrayList<>();
  private String lastHash = "";
  private int answered;
  private int read;
  private int committed;
  private Task task = new Task(KAFKA, CONFIG, Task.empty());
  private Task.Copy copy;

  World() {
    task.camera(
        Camera.newBuilder(Clips.camera("front", 1, ExpectedLife.CAMERA))
            .setRecordingRetentionS(ExpectedLife.RECORDINGS.toSeconds())
            .build());
    copy = task.copy();
  }

  void write(String key, SpecificRecord value) {
    log.add(new Entry(key, value, time));
  }

  /** How much of the log the task has seen. */
  List<Entry> seen() {
    return log.subList(0, read);
  }

  void pass(Duration span) {
    time = time.plus(span);
    wallClock = time;
  }

  void read(int most) {
    for (int i = 0; i < most && read < log.size(); i++) {
      Entry entry = log.get(read);
      read++;
      take(task.process(entry.key(), entry.value(), entry.at()));
    }
  }

  void look() {
    take(task.look(wallClock));
  }

  private void take(List<CapturedForward<String, Object>> forwarded) {
    for (CapturedForward<String, Object> each : forwarded) {
      if (each.record().value() instanceof Deletion order
          && order.getScope() != DeletionScope.FRAMES
          && order.getAttempt() > 0) {
        expected.checkOrder(order);
      }
      uncommitted.add(each);
    }
  }

  void commit() {
    copy = task.copy();
    committed = read;
    uncommitted.forEach(this::publish);
    uncommitted.clear();
  }

  private void publish(CapturedForward<String, Object> forward) {
    String key = forward.record().key();
    Object value = forward.record().value();
    if (value instanceof Deletion order) {
      orders.add(order);
    } else if (value instanceof Clip clip) {
      published.put(key, clip);
      write(key, clip);
    } else if (value instanceof byte[] entry) {
      append(entry);
    } else if (value == null) {
      published.remove(key);
    }
  }

  private void append(byte[] bytes) {
    Expiry entry = AvroSerdes.deserializer(KAFKA, Topics.EXPIRIES).deserialize("", bytes);
    assertThat(entry.getSequence()).isEqualTo(ledger.size());
    assertThat(entry.getPreviousHash()).isEqualTo(lastHash);
    lastHash = HexFormat.of().formatHex(Ledger.sha256(bytes));
    ledger.add(entry);
  }

  /** The process dies; another goes on from what was committed. */
  void crash() {
    task.close();
    uncommitted.clear();
    read = committed;
    task = new Task(KAFKA, CONFIG, copy);
  }

  /** How the deleter does with its next order. */
  enum Deleting {
    DONE,
    FAILS,
    /** Deleted, and the answer is lost: the order is carried out again. */
    DIES,
    TWICE
  }

  void delete(Deleting how) {
    if (answered == orders.size()) {
      return;
    }
    Deletion order = orders.get(answered);
    if (how != Deleting.FAILS) {
      media.removeIf(key -> isUnder(key, order));
    }
    expected.checkHeldMedia();
    if (how == Deleting.DIES) {
      return;
    }
    answered++;
    DeletionOutcome outcome =
        how == Deleting.FAILS ? DeletionOutcome.FAILED : DeletionOutcome.DELETED;
    write(order.getClipId(), Clips.answer(order, outcome, time));
    if (how == Deleting.TWICE) {
      write(order.getClipId(), Clips.answer(order, outcome, time));
    }
  }

  private static boolean isUnder(String key, Deletion order) {
    return order.getScope() != DeletionScope.FRAMES
        && order.getScope() != DeletionScope.PIECES
        && key.equals(order.getClipId());
  }

  /** All that is waiting is done, without anything going wrong. */
  void settle() {
    do {
      read(log.size());
      look();
      commit();
      while (answered < orders.size()) {
        delete(Deleting.DONE);
      }
    } while (read < log.size() || !uncommitted.isEmpty());
  }

  @Override
  public void close() {
    task.close();
  }
}
