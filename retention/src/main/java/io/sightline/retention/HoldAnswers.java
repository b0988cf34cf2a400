package io.sightline.retention;

import io.sightline.avro.Hold;
import io.sightline.avro.HoldState;
import io.sightline.avro.RequestKind;
import io.sightline.avro.RetentionAnswer;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Adds up what the parts of retention answered about a hold, and answers it when all have. */
final class HoldAnswers extends ContextualProcessor<String, RetentionAnswer, String, Hold> {
  private @Nullable KeyValueStore<String, RetentionAnswer> sums;

  @Override
  public void init(ProcessorContext<String, Hold> context) {
    super.init(context);
    sums = context.getStateStore(RetentionTopology.ANSWER_STORE);
  }

  @Override
  public void process(Record<String, RetentionAnswer> record) {
    RetentionAnswer answer = record.value();
    if (answer == null || answer.getKind() != RequestKind.HOLD || sums == null) {
      return;
    }
    RetentionAnswer before = sums.get(record.key());
    RetentionAnswer sum = before == null ? answer : sum(before, answer);
    boolean complete = sum.getParts() == 1;
    sums.put(record.key(), complete ? null : sum);
    Hold asked = answer.getHold();
    if (complete && asked != null) {
      context().forward(record.withKey(asked.getCamera()).withValue(answered(asked, sum)));
    }
  }

  /** The number of parts is of those that are still missing, and this one. */
  private static RetentionAnswer sum(RetentionAnswer before, RetentionAnswer answer) {
    return RetentionAnswer.newBuilder(answer)
        .setParts(before.getParts() - 1)
        .setClips(before.getClips() + answer.getClips())
        .setHours(before.getHours() + answer.getHours())
        .setBytes(before.getBytes() + answer.getBytes())
        .setTooLate(before.getTooLate() + answer.getTooLate())
        .build();
  }

  private static Hold answered(Hold asked, RetentionAnswer sum) {
    boolean tooLate = sum.getTooLate() > 0 && sum.getClips() + sum.getHours() == 0;
    return Hold.newBuilder(asked)
        .setRecordId(asked.getHoldId() + (tooLate ? "-too-late" : "-held"))
        .setState(tooLate ? HoldState.TOO_LATE : HoldState.HELD)
        .setPlacedAt(sum.getAnsweredAt())
        .setClips(sum.getClips())
        .setHours(sum.getHours())
        .setBytes(sum.getBytes())
        .setTooLate(sum.getTooLate())
        .setBuild(sum.getBuild())
        .build();
  }
}
