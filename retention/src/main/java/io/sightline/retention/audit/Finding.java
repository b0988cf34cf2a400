package io.sightline.retention.audit;

/**
 * A difference between store, topics and ledger.
 *
 * @param subject key of an object, id of a clip or hour, or place in the ledger
 * @param what is there, and what was expected
 */
public record Finding(Kind kind, String subject, String what) {
  /** What kind of difference. */
  public enum Kind {
    /** It is still there though its time was up. */
    OVER_RETAINED,
    /** It was deleted before its time. */
    UNDER_RETAINED,
    /** Nothing on the topics speaks of it. */
    ORPHANED,
    /** A record speaks of it, and the store does not have it. */
    MISSING,
    /** Its bytes are not those that were recorded. */
    CHANGED,
    /** The ledger says it was deleted, and it is there. */
    RESURRECTED,
    /** The chain of the ledger does not hold here. */
    BROKEN_LEDGER,
    /** A head of the ledger whose signature nobody can trust, or that should be there. */
    UNTRUSTED_HEAD,
    /** An object outside the layout, or without bytes. */
    MISPLACED
  }
}
