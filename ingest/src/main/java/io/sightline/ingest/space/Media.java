package io.sightline.ingest.space;

import java.util.Locale;

/** What is stored, in the order in which it stands back when free space is short. */
public enum Media {
  CROPS(4),
  FRAMES(3),
  RECORDINGS(2),
  CLIPS(1);

  private final int shares;

  Media(int shares) {
    this.shares = shares;
  }

  /** Stored while at least this much is free. */
  long floor(long minFreeBytes) {
    return shares * minFreeBytes;
  }

  /** As it is published. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
