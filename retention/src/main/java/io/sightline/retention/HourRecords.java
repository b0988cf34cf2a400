package io.sightline.retention;

import io.sightline.avro.Deletion;
import io.sightline.avro.DeletionResult;
import io.sightline.avro.DeletionScope;
import io.sightline.avro.Expiry;
import io.sightline.clipstore.ClipLayout;
import io.sightline.schemas.Ids;
import java.time.Instant;

/** What retention writes about an hour of recordings: orders and entries of the ledger. */
record HourRecords(String build) {
  Deletion order(HourState state, int attempt, Instant now) {
    String id = Ids.hour(state.camera(), state.hour());
    Early early = state.early();
    return Deletion.newBuilder()
        .setClipId(id)
        .setRecordId(id + "-x" + attempt)
        .setCamera(state.camera())
        .setScope(DeletionScope.RECORDINGS)
        .setPrefix(ClipLayout.recordings(state.camera(), state.hour()))
        .setRule(state.rule())
        .setDeadline(state.deadline())
        .setOrderedAt(now)
        .setAttempt(attempt)
        .setCause(early == null ? ClipRecords.DUE : early.cause().toString())
        .setRequest(early == null ? "" : early.request())
        .setBuild(build)
        .build();
  }

  Expiry entry(HourState state, DeletionResult result) {
    String id = Ids.hour(state.camera(), state.hour());
    Early early = state.early();
    return Expiry.newBuilder()
        .setClipId(id)
        .setRecordId(id + "-e" + state.attempt())
        .setCamera(state.camera())
        .setRule(state.rule())
        .setRecordedAt(state.recordedAt())
        .setDeadline(state.deadline())
        .setDeletedAt(result.getAnsweredAt())
        .setCause(early == null ? ClipRecords.DUE : early.cause().toString())
        .setRequest(early == null ? "" : early.request())
        .setEarly(early != null && result.getAnsweredAt().isBefore(state.deadline()))
        .setLateHolds(state.holds())
        .setBytes(state.bytes())
        .setSha256(state.digest())
        .setObjects(result.getObjects())
        .setBuild(build)
        .build();
  }
}
