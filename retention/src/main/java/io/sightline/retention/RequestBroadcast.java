package io.sightline.retention;

import io.sightline.avro.Erasure;
import io.sightline.avro.ErasureState;
import io.sightline.avro.Hold;
import io.sightline.avro.Policy;
import io.sightline.avro.RequestKind;
import io.sightline.avro.RetentionRequest;
import io.sightline.schemas.HoldChecks;
import java.time.temporal.ChronoUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Hands what people ask for to all tasks, so that each sees it in the order of its own log. What
 * makes no sense is refused here, once.
 */
final class RequestBroadcast
    extends ContextualProcessor<String, SpecificRecord, String, RetentionRequest> {

  @Override
  public void process(Record<String, SpecificRecord> record) {
    if (record.value() instanceof Hold hold) {
      RequestKind kind =
          switch (hold.getState()) {
            case REQUESTED -> RequestKind.HOLD;
            case RELEASED -> RequestKind.RELEASE;
            default -> RequestKind.UNKNOWN; // our own answers
          };
      if (kind != RequestKind.UNKNOWN) {
        HoldChecks.check(hold);
        tell(record, of(hold, kind));
      }
    } else if (record.value() instanceof Erasure erasure) {
      if (erasure.getState() == ErasureState.REQUESTED) {
        tell(record, of(erasure));
      }
    } else if (record.value() instanceof Policy policy) {
      PolicyChecks.check(policy);
      tell(record, of(policy));
    } else {
      throw new IllegalArgumentException(
          "record without a value under key "
              + record.key()
              + ": expected a hold, an erasure or a policy");
    }
  }

  private void tell(Record<String, SpecificRecord> record, RetentionRequest request) {
    String clip = request.getClipId();
    context()
        .forward(record.withKey(clip.isEmpty() ? request.getRequestId() : clip).withValue(request));
  }

  static RetentionRequest of(Hold hold, RequestKind kind) {
    return RetentionRequest.newBuilder()
        .setRequestId(hold.getRecordId())
        .setKind(kind)
        .setCamera(hold.getCamera())
        .setClipId(hold.getClipId())
        .setSpanFrom(hold.getSpanFrom())
        .setSpanTo(hold.getSpanTo())
        .setHold(hold)
        .setRequestedAt(hold.getPlacedAt())
        .build();
  }

  private static RetentionRequest of(Erasure erasure) {
    if (erasure.getCamera().isEmpty() || !erasure.getFromTime().isBefore(erasure.getUntilTime())) {
      throw new IllegalArgumentException(
          "erasure %s of camera '%s' from %s to %s: expected a camera, and a begin before the end"
              .formatted(
                  erasure.getErasureId(),
                  erasure.getCamera(),
                  erasure.getFromTime(),
                  erasure.getUntilTime()));
    }
    return RetentionRequest.newBuilder()
        .setRequestId(erasure.getErasureId())
        .setKind(RequestKind.EARLY)
        .setCause(Early.Cause.ERASURE.toString())
        .setCamera(erasure.getCamera())
        .setSpanFrom(erasure.getFromTime())
        .setSpanTo(erasure.getUntilTime().minus(1, ChronoUnit.MICROS))
        .setRequestedAt(erasure.getRequestedAt())
        .build();
  }

  private static RetentionRequest of(Policy policy) {
    return RetentionRequest.newBuilder()
        .setRequestId(policy.getRecordId())
        .setKind(RequestKind.POLICY)
        .setPolicy(policy)
        .setRequestedAt(policy.getEffectiveFrom())
        .build();
  }
}
