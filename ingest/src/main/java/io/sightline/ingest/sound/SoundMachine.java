package io.sightline.ingest.sound;

import io.sightline.ingest.sound.SoundEvent.Ended;
import io.sightline.ingest.sound.SoundEvent.Ongoing;
import io.sightline.ingest.sound.SoundEvent.Started;
import java.util.ArrayList;
import java.util.List;

/**
 * Loudness in, activities out: {@code (state, window) -> (state, events)}. An activity begins with
 * the first of some loud windows close together, and ends after a quiet spell.
 */
record SoundMachine(SoundSettings settings) {
  /** A gap between two windows counts at most this much as quiet. */
  private static final long MAX_STEP_MICROS = 1_000_000;

  /** Nothing is open, or something is. */
  sealed interface State {}

  /**
   * Nothing is open.
   *
   * @param loud windows that may be the beginning of something
   */
  record Quiet(List<Loudness> loud) implements State {}

  /** An activity is open. */
  record Open(SoundSummary summary, long quietMicros, long seenMicros, long toldMicros)
      implements State {
    /** Whether the sound goes on, and is not just waited for. */
    boolean loud() {
      return quietMicros == 0;
    }
  }

  /** The next state, and what is to be done. */
  record Next(State state, List<SoundEvent> events) {}

  static State start() {
    return new Quiet(List.of());
  }

  /** Takes the next window; capture times grow from window to window. */
  Next next(State state, Loudness window) {
    return state instanceof Open open ? goOn(open, window) : suspect((Quiet) state, window);
  }

  private Next suspect(Quiet quiet, Loudness window) {
    List<Loudness> loud = new ArrayList<>(quiet.loud());
    loud.removeIf(w -> window.atMicros() - w.atMicros() >= settings.confirmMicros());
    if (window.overDb() >= settings.onDb()) {
      loud.add(window);
    }
    if (loud.size() < settings.confirmWindows()) {
      return new Next(new Quiet(List.copyOf(loud)), List.of());
    }
    SoundSummary summary = SoundSummary.begin(loud.get(0).atMicros());
    for (Loudness each : loud) {
      summary = summary.loud(each);
    }
    return opened(summary, window, new Started(window.atMicros(), summary, null));
  }

  private Next goOn(Open open, Loudness window) {
    long at = window.atMicros();
    boolean loud = window.overDb() >= settings.offDb();
    if (loud && at - open.summary().startMicros() >= settings.cutMicros()) {
      return cut(open, window);
    }
    long step = Math.min(MAX_STEP_MICROS, at - open.seenMicros());
    long quiet = loud ? 0 : open.quietMicros() + step;
    SoundSummary summary = loud ? open.summary().loud(window) : open.summary();
    if (quiet >= settings.lingerMicros()) {
      return new Next(start(), List.of(new Ended(at, summary, false)));
    }
    boolean tell = at - open.toldMicros() >= settings.ongoingMicros();
    return new Next(
        new Open(summary, quiet, at, tell ? at : open.toldMicros()),
        tell ? List.of(new Ongoing(at, summary)) : List.of());
  }

  private static Next cut(Open open, Loudness window) {
    SoundSummary old = open.summary();
    SoundSummary summary = SoundSummary.begin(window.atMicros()).loud(window);
    Next next = opened(summary, window, new Started(window.atMicros(), summary, old.startMicros()));
    return new Next(
        next.state(), List.of(new Ended(window.atMicros(), old, true), next.events().get(0)));
  }

  private static Next opened(SoundSummary summary, Loudness window, Started started) {
    Open open = new Open(summary, 0, window.atMicros(), window.atMicros());
    return new Next(open, List.of(started));
  }

  /** The open activity was taken for something. */
  static Next heard(Open open, List<Heard> classes, long atMicros) {
    SoundSummary summary = open.summary().with(classes);
    boolean news = summary.isNews(open.summary());
    long told = news ? atMicros : open.toldMicros();
    return new Next(
        new Open(summary, open.quietMicros(), open.seenMicros(), told),
        news ? List.of(new Ongoing(atMicros, summary)) : List.of());
  }
}
