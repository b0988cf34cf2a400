package io.sightline.ingest.sound;

import org.jspecify.annotations.Nullable;

/** What is to be done, in the order given. Times are capture times. */
public sealed interface SoundEvent {
  /** When it was known. */
  long atMicros();

  SoundSummary summary();

  /**
   * An activity began.
   *
   * @param continues start of the activity that was cut for this one
   */
  record Started(long atMicros, SoundSummary summary, @Nullable Long continues)
      implements SoundEvent {}

  /** The activity goes on, or there is news of it. */
  record Ongoing(long atMicros, SoundSummary summary) implements SoundEvent {}

  /**
   * The activity is over.
   *
   * @param cut it goes on in another
   */
  record Ended(long atMicros, SoundSummary summary, boolean cut) implements SoundEvent {}
}
