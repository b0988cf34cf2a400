package io.sightline.retention;

import io.sightline.avro.Erasure;
import io.sightline.avro.ErasureState;
import io.sightline.avro.RetentionAnswer;
import java.util.Locale;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Adds up what the parts of retention say about an erasure, and tells how far it is. */
final class ErasureAnswers extends ContextualProcessor<String, SpecificRecord, String, Erasure> {
  private @Nullable KeyValueStore<String, Erasure> erasures;

  @Override
  public void init(ProcessorContext<String, Erasure> context) {
    super.init(context);
    erasures = context.getStateStore(RetentionTopology.ERASURE_STATE_STORE);
  }

  @Override
  public void process(Record<String, SpecificRecord> record) {
    if (erasures == null) {
      throw new IllegalStateException("not initialised");
    }
    if (record.value() instanceof Erasure erasure) {
      if (erasure.getState() == ErasureState.REQUESTED) {
        erasures.putIfAbsent(record.key(), erasure);
      }
    } else if (record.value() instanceof RetentionAnswer answer) {
      Erasure before = erasures.get(record.key());
      if (before != null) {
        Erasure after = counted(before, answer);
        erasures.put(record.key(), after);
        if (after.getState() != before.getState()) {
          context().forward(record.withValue(after));
        }
      }
    }
  }

  /** What is known after one more answer. */
  static Erasure counted(Erasure before, RetentionAnswer answer) {
    boolean gone = answer.getPart().equals(SweepAnswers.GONE);
    boolean late = answer.getPart().equals(SweepAnswers.LATE);
    int missing = before.getPartsMissing() < 0 ? answer.getParts() : before.getPartsMissing();
    long number = answer.getClips() + answer.getHours() + answer.getHeld();
    Erasure after =
        Erasure.newBuilder(before)
            .setPartsMissing(gone || late ? before.getPartsMissing() : missing - 1)
            .setFound(before.getFound() + (gone ? 0 : number))
            .setGone(before.getGone() + (gone ? number : 0))
            .setHeld(before.getHeld() + answer.getHeld())
            .setBytes(before.getBytes() + (gone ? 0 : answer.getBytes()))
            .setBuild(answer.getBuild())
            .build();
    ErasureState state = state(after);
    String word = state.name().toLowerCase(Locale.ROOT);
    return Erasure.newBuilder(after)
        .setState(state)
        .setRecordId("%s-%s-%d".formatted(after.getErasureId(), word, after.getGone()))
        .build();
  }

  private static ErasureState state(Erasure erasure) {
    if (erasure.getPartsMissing() != 0) {
      return ErasureState.RUNNING;
    }
    if (erasure.getGone() >= erasure.getFound()) {
      return ErasureState.DONE;
    }
    return erasure.getGone() >= erasure.getFound() - erasure.getHeld()
        ? ErasureState.WAITING
        : ErasureState.RUNNING;
  }
}
