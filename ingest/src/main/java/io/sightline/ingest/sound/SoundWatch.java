package io.sightline.ingest.sound;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Listens to one camera: sound in, activities out. The model is asked only while something is loud,
 * about twice a second, so that a quiet camera costs next to nothing.
 */
public final class SoundWatch {
  private final @Nullable SoundModel model;
  private final LevelMeter meter = new LevelMeter();
  private final NoiseFloor floor;
  private final SoundMachine machine;
  private final Windows windows = new Windows();
  private final Recent recent;
  private SoundMachine.State state = SoundMachine.start();
  private long askedMicros;

  /**
   * @param model null: loudness alone; stays the caller's to close
   */
  public SoundWatch(SoundSettings settings, @Nullable SoundModel model) {
    this.model = model;
    this.floor = new NoiseFloor(settings);
    this.machine = new SoundMachine(settings);
    this.recent = new Recent(model == null ? 0 : model.windowSamples());
  }

  /** Takes what was captured next. */
  public List<SoundEvent> listen(Samples samples) {
    List<SoundEvent> events = new ArrayList<>();
    for (Samples window : windows.add(samples)) {
      events.addAll(window(window));
    }
    return events;
  }

  /** What is open, as it stands; null if nothing is. */
  public @Nullable SoundSummary open() {
    return state instanceof SoundMachine.Open open ? open.summary() : null;
  }

  /** The source is over: what was open is forgotten here, and the caller's to end. */
  public void end() {
    state = SoundMachine.start();
  }

  private List<SoundEvent> window(Samples window) {
    recent.add(window.values());
    double level = meter.level(window.values());
    boolean wasOpen = state instanceof SoundMachine.Open;
    SoundMachine.Next next =
        machine.next(state, new Loudness(window.atMicros(), level - floor.next(level)));
    state = next.state();
    if (!wasOpen) {
      askedMicros = window.atMicros();
    }
    List<SoundEvent> news = ask(window.atMicros());
    List<SoundEvent> events = new ArrayList<>(next.events());
    events.removeIf(event -> event instanceof SoundEvent.Ongoing && !news.isEmpty());
    events.addAll(news);
    return events;
  }

  /** Half a window after the beginning, and each half window as long as it is not quiet. */
  private List<SoundEvent> ask(long atMicros) {
    if (model == null || !(state instanceof SoundMachine.Open open)) {
      return List.of();
    }
    long hop = Samples.micros(model.windowSamples()) / 2;
    boolean inView = open.quietMicros() < Samples.micros(model.windowSamples());
    if (!inView || atMicros - askedMicros < hop) {
      return List.of();
    }
    askedMicros = atMicros;
    SoundMachine.Next next = SoundMachine.heard(open, model.listen(recent.amplified()), atMicros);
    state = next.state();
    return next.events();
  }
}
