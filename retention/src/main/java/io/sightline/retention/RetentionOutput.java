package io.sightline.retention;

import io.sightline.avro.Clip;
import io.sightline.avro.Deletion;
import io.sightline.avro.Expiry;

/** What retention does about a clip or an hour of recordings. */
sealed interface RetentionOutput {

  /** A new revision with deadline, rule and holds. */
  record Revised(Clip clip) implements RetentionOutput {}

  /** An order to the deleter. */
  record Ordered(Deletion order) implements RetentionOutput {}

  /** An entry for the ledger, which adds sequence and hash. */
  record Expired(Expiry entry) implements RetentionOutput {}

  /** The end of the clip on its topic. */
  record Removed(String clipId) implements RetentionOutput {}

  /** The store failed to delete; the clip is overdue. */
  record Overdue(String clipId, String cause) implements RetentionOutput {}
}
