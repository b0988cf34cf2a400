package io.sightline.retention.pressure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What a piece of the stock is, as far as it matters for what goes first. */
public enum Kind {
  /** An hour of recordings in which nothing was noticed. */
  RECORDING_QUIET("recording-quiet"),
  /** An hour of recordings with an activity. */
  RECORDING("recording"),
  /** A clip of an activity that was no alert. */
  CLIP_QUIET("clip-quiet"),
  CLIP_INFO("clip-info"),
  CLIP_WARNING("clip-warning"),
  CLIP_CRITICAL("clip-critical"),
  /** A clip about which nothing is decided yet, or never was. */
  CLIP_UNDECIDED("clip-undecided"),
  /** Held: nothing but a release lets it go. */
  HELD("held"),
  /** Ordered to be deleted, and not answered yet: room to come. */
  GOING("going"),
  /** The store could not delete it so far. */
  OVERDUE("overdue");

  /** In which they go when space is short, unless configured otherwise. */
  public static final List<Kind> ORDER =
      List.of(
          RECORDING_QUIET,
          RECORDING,
          CLIP_QUIET,
          CLIP_INFO,
          CLIP_WARNING,
          CLIP_CRITICAL,
          CLIP_UNDECIDED);

  private final String label;

  Kind(String label) {
    this.label = label;
  }

  /** As it is configured and published. */
  public String label() {
    return label;
  }

  /** Whether it is about clips, and not about hours of recordings. */
  public boolean isClip() {
    return label.startsWith("clip-");
  }

  /** Whether it may go early at all. */
  public boolean mayGo() {
    return ORDER.contains(this);
  }

  public static Kind of(String label) {
    return Arrays.stream(values())
        .filter(kind -> kind.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "kind '" + label + "': expected one of " + labels(List.of(values()))));
  }

  static String labels(List<Kind> kinds) {
    return kinds.stream().map(Kind::label).collect(Collectors.joining(", "));
  }
}
