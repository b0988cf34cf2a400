package io.sightline.retention;

import io.sightline.avro.Clip;
import io.sightline.avro.Deletion;
import io.sightline.avro.DeletionResult;
import io.sightline.avro.DeletionScope;
import io.sightline.avro.Expiry;
import java.time.Instant;

/** What retention writes about a clip: revisions, orders and entries of the ledger. */
record ClipRecords(String build) {
  static final String DUE = "due";

  /** The next revision of a clip as its state has it. */
  Clip revision(ClipState state, Kept kept, int policyVersion) {
    Clip clip = state.clip();
    int revision = clip.getRevision() + 1;
    return Clip.newBuilder(clip)
        .setRevision(revision)
        .setRecordId(clip.getClipId() + "-r" + revision)
        .setDeadline(clip.getRecordedAt().plus(kept.time()))
        .setRule(kept.rule())
        .setPolicyVersion(policyVersion)
        .setDecided(state.facts().decided())
        .setHolds(state.holds())
        .setBuild(build)
        .build();
  }

  Deletion order(ClipState state, int attempt, Instant now) {
    Clip clip = state.clip();
    Early early = state.early();
    return Deletion.newBuilder()
        .setClipId(clip.getClipId())
        .setRecordId(clip.getClipId() + "-x" + attempt)
        .setCamera(clip.getCamera())
        .setScope(DeletionScope.CLIP)
        .setPrefix(clip.getPrefix())
        .setRule(rule(clip))
        .setDeadline(clip.getDeadline())
        .setOrderedAt(now)
        .setAttempt(attempt)
        .setCause(early == null ? DUE : early.cause().toString())
        .setRequest(early == null ? "" : early.request())
        .setBuild(build)
        .build();
  }

  Expiry entry(ClipState state, DeletionResult result) {
    Clip clip = state.clip();
    Early early = state.early();
    return Expiry.newBuilder()
        .setClipId(clip.getClipId())
        .setRecordId(clip.getClipId() + "-e")
        .setCamera(clip.getCamera())
        .setRule(rule(clip))
        .setRecordedAt(clip.getRecordedAt())
        .setDeadline(deadline(clip))
        .setDeletedAt(result.getAnsweredAt())
        .setCause(early == null ? DUE : early.cause().toString())
        .setRequest(early == null ? "" : early.request())
        .setEarly(early != null && result.getAnsweredAt().isBefore(deadline(clip)))
        .setLateHolds(state.holds())
        .setBytes(clip.getBytes())
        .setSha256(clip.getSha256())
        .setObjects(result.getObjects())
        .setBuild(build)
        .build();
  }

  static Instant deadline(Clip clip) {
    Instant deadline = clip.getDeadline();
    if (deadline == null) {
      throw new IllegalStateException("clip " + clip.getClipId() + " has no deadline");
    }
    return deadline;
  }

  static String rule(Clip clip) {
    return clip.getRule() == null ? Kept.DEFAULT_RULE : clip.getRule();
  }
}
