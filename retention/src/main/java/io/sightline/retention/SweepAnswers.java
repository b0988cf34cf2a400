package io.sightline.retention;

import io.sightline.avro.RequestKind;
import io.sightline.avro.RetentionAnswer;
import io.sightline.avro.RetentionRequest;
import io.sightline.retention.Sweep.Tally;
import io.sightline.schemas.Ids;
import java.time.Duration;
import java.time.Instant;

/**
 * Tells what came of a request.
 *
 * @param partitions of each topic: as many tasks answer a request that all have read
 */
record SweepAnswers(int partition, int partitions, String build) {
  /** A younger clip may yet be recorded. */
  private static final Duration ON_ITS_WAY = Duration.ofHours(1);

  static final String CLIPS = "clips";
  static final String RECORDINGS = "recordings";

  /** Found when the request had been answered already. */
  static final String LATE = "late";

  static final String GONE = "gone";

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
        .setTooLate(isUnknown(sweep) ? 1 : tally.tooLate())
        .setHeld(tally.held())
        .setAnsweredAt(now)
        .setBuild(build)
        .build();
  }

  /** What happened to one clip, hour or lot of pieces after that, about an erasure. */
  RetentionAnswer of(String request, String part, Tally tally, Instant now) {
    return RetentionAnswer.newBuilder()
        .setRequestId(request)
        .setKind(RequestKind.EARLY)
        .setCause(Early.Cause.ERASURE.toString())
        .setPartition(partition)
        .setPart(part)
        .setParts(1)
        .setClips(tally.touched())
        .setHeld(tally.held())
        .setBytes(tally.bytes())
        .setAnsweredAt(now)
        .setBuild(build)
        .build();
  }

  /** A clip that should long be there, of which nothing is known any more, or never was. */
  private static boolean isUnknown(Sweep sweep) {
    RetentionRequest request = sweep.request();
    return request.getKind() == RequestKind.HOLD
        && !request.getClipId().isEmpty()
        && sweep.tally().equals(Tally.NONE)
        && Ids.time(request.getClipId()).isBefore(request.getRequestedAt().minus(ON_ITS_WAY));
  }
}
