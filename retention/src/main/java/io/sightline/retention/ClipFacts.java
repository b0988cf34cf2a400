package io.sightline.retention;

import io.sightline.avro.Alert;
import io.sightline.avro.AlertClip;
import io.sightline.avro.Decision;
import io.sightline.avro.RequestKind;
import io.sightline.avro.RetentionRequest;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Tells each clip what alerting said about it: decisions and alerts lie with their camera. */
final class ClipFacts
    extends ContextualProcessor<String, SpecificRecord, String, RetentionRequest> {

  @Override
  public void process(Record<String, SpecificRecord> record) {
    Instant published = Instant.ofEpochMilli(record.timestamp());
    if (record.value() instanceof Decision decision) {
      for (String clip : decision.getClips()) {
        tell(record, decided(decision, clip, published));
      }
    } else if (record.value() instanceof Alert alert) {
      for (AlertClip clip : alert.getClips()) {
        tell(record, alerted(alert, clip.getClipId(), published));
      }
    } else {
      throw new IllegalArgumentException(
          "record without a value under key " + record.key() + ": expected a decision or an alert");
    }
  }

  private void tell(Record<String, SpecificRecord> record, RetentionRequest request) {
    context().forward(record.withKey(request.getClipId()).withValue(request));
  }

  private static RetentionRequest decided(Decision decision, String clip, Instant published) {
    String frames = FrameOrders.prefix(decision.getCamera(), clip);
    return RetentionRequest.newBuilder()
        .setRequestId(decision.getRecordId())
        .setKind(RequestKind.DECIDED)
        .setCamera(decision.getCamera())
        .setClipId(clip)
        .setAlerts(decision.getAlerts())
        .setKeptFrames(
            decision.getKeptFrames().stream().filter(key -> key.startsWith(frames)).toList())
        .setRequestedAt(published)
        .build();
  }

  private static RetentionRequest alerted(Alert alert, String clip, Instant published) {
    return RetentionRequest.newBuilder()
        .setRequestId(alert.getRecordId())
        .setKind(RequestKind.ALERTED)
        .setCamera(alert.getCamera())
        .setClipId(clip)
        .setAlerts(List.of(alert.getAlertId()))
        .setSeverity(alert.getSeverity())
        .setLabel(alert.getLabel())
        .setRequestedAt(published)
        .build();
  }
}
