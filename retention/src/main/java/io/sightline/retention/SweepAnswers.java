package io.sightline.retention;

import io.sightline.avro.RetentionAnswer;
import io.sightline.avro.RetentionRequest;
import io.sightline.retention.Sweep.Tally;
import java.time.Instant;

/**
 * Tells what came of a request.
 *
 * @param partitions of each topic: as many tasks answer a request that all have read
 */
record SweepAnswers(int partition, int partitions, String build) {
  static final String CLIPS = "clips";
  static final String RECORDINGS = "recordings";

  /** The answer of one part of a task. */
  RetentionAnswer of(Sweep sweep, String part, Instant now) {
    RetentionRequest request = sweep.request();
    Tally tally = sweep.tally();
    boolean clips = part.equals(CLIPS);
    return RetentionAnswer.newBuilder()
        .setRequestId(request.getRequestId())
        .setKind(request.getKind())
        .setCause(request.getCause())
        .setHold(request.getHold())
        .setPartition(partition)
        .setPart(part)
        // What is about one clip is answered once; else clips and recordings of all tasks are.
        .setParts(request.getClipId().isEmpty() ? 2 * partitions : 1)
        .setClips(clips ? tally.touched() : 0)
        .setHours(clips ? 0 : tally.touched())
        .setBytes(tally.bytes())
        .setTooLate(tally.tooLate())
        .setHeld(tally.held())
        .setAnsweredAt(now)
        .setBuild(build)
        .build();
  }
}
