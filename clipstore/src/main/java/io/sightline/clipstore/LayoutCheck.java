package io.sightline.clipstore;

import io.sightline.clipstore.ClipStore.StoredObject;
import io.sightline.clipstore.ClipStore.Violation;
import java.util.Optional;
import java.util.regex.Pattern;

/** What {@link ClipLayout} promises about an object, whichever store keeps it. */
final class LayoutCheck {
  static final String LEFT_STAGED = "left staged by a process that died";

  private static final Pattern OBJECT =
      Pattern.compile(
          "[a-z0-9][a-z0-9-]*/\\d{4,}-\\d\\d-\\d\\d/"
              + "(recordings/([01]\\d|2[0-3])/[a-z0-9-]+\\.(mp4|mkv)"
              + "|[A-Za-z0-9_-]+/(clip\\.(mp4|mkv)|frames/[A-Za-z0-9._-]+\\.jpg))"
              + "|_ledger/heads/\\d+\\.txt");

  private LayoutCheck() {}

  static Optional<Violation> violation(StoredObject object) {
    if (!OBJECT.matcher(object.key()).matches()) {
      return Optional.of(
          new Violation(
              object.key(),
              "outside the layout; expected <camera>/<day>/<clip>/clip.mp4, clip.mkv or"
                  + " frames/<frame>.jpg, or <camera>/<day>/recordings/<hour>/<piece>.mp4 or"
                  + " .mkv"));
    }
    return object.bytes() == 0
        ? Optional.of(new Violation(object.key(), "no bytes"))
        : Optional.empty();
  }
}
