package io.sightline.ingest.privacy;

import io.sightline.avro.Mode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the records about one site say, in the order in which they were written.
 *
 * @param newest that could be read; null if there was none
 * @param unreadable which record after that could not be read; null if there was none
 */
record ModeState(String site, @Nullable Mode newest, @Nullable String unreadable) {
  static ModeState of(String site) {
    return new ModeState(site, null, null);
  }

  /** A later record; those of other sites change nothing. */
  ModeState take(Mode mode) {
    return mode.getSite().equals(site) ? new ModeState(site, mode, null) : this;
  }

  /**
   * A later record that is no mode.
   *
   * @param key of the record: null or another's leaves open whose it is
   * @param what for people: where it is and what is wrong
   */
  ModeState takeUnreadable(@Nullable String key, String what) {
    return key == null || key.equals(site) ? new ModeState(site, newest, what) : this;
  }

  /** What holds once all records were read. */
  Admission admission() {
    if (unreadable != null) {
      return Admission.unknown("the mode of site " + site + " cannot be read: " + unreadable);
    }
    if (newest == null) {
      return Admission.OPEN;
    }
    return switch (newest.getMode()) {
      case HOME, AWAY -> Admission.open(newest.getMode().name().toLowerCase(Locale.ROOT));
      case PRIVACY ->
          Admission.privacy(
              "privacy mode since %s, set by %s (version %d)"
                  .formatted(newest.getEffectiveFrom(), who(newest), newest.getVersion()));
      default ->
          Admission.unknown(
              "the mode of site %s (version %d) is one that this build does not know"
                  .formatted(site, newest.getVersion()));
    };
  }

  private static String who(Mode mode) {
    return mode.getWho().isEmpty() ? "somebody" : mode.getWho();
  }
}
