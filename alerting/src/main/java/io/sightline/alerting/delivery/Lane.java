package io.sightline.alerting.delivery;

import io.sightline.avro.Alert;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The revisions of one partition that wait to be told, in order; only the first is worked on. */
final class Lane {
  /**
   * A record as it came and as it was read.
   *
   * @param alert null if it cannot be read, and then why
   */
  record Item(
      ConsumerRecord<byte[], byte[]> raw, @Nullable Alert alert, @Nullable Exception unreadable) {}

  private final Deque<Item> waiting = new ArrayDeque<>();
  private long offset;
  private Standing standing;
  private Instant notBefore = Instant.EPOCH;
  private boolean changed;

  /**
   * @param offset where the group stands in this partition
   * @param standing of the record there
   */
  Lane(long offset, Standing standing) {
    this.offset = offset;
    this.standing = standing;
  }

  /** What the standing is about may be gone, with transaction markers or retention. */
  void add(Item item) {
    if (waiting.isEmpty() && item.raw().offset() != offset) {
      offset = item.raw().offset();
      standing = Standing.NEW;
    }
    waiting.add(item);
  }

  @Nullable Item head() {
    return waiting.peek();
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  Standing standing() {
    return standing;
  }

  Instant notBefore() {
    return notBefore;
  }

  /** The head has been told, or is not to be: on to the next. */
  void advance() {
    offset = waiting.remove().raw().offset() + 1;
    Item next = waiting.peek();
    if (next != null) {
      offset = next.raw().offset();
    }
    standing = Standing.NEW;
    notBefore = Instant.EPOCH;
    changed = true;
  }

  /** The head stays, and is looked at again then. */
  void stay(Standing now, Instant until) {
    standing = now;
    notBefore = until;
    changed = true;
  }

  /** Where whoever comes next begins. */
  long offset() {
    return offset;
  }

  /** Whether there is something to commit. */
  boolean isChanged() {
    return changed;
  }

  void committed() {
    changed = false;
  }
}
