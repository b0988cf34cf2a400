package io.sightline.ingest.view;

import io.sightline.ingest.motion.LumaPicture;
import org.jspecify.annotations.Nullable;

/**
 * Compares each picture with what the camera has shown for the last minutes. Pure: depends on the
 * pictures alone. One for each opened source; used by one thread.
 *
 * <p>What walks through the picture covers some cells for a while; a hand on the lens, or another
 * direction, changes all of them. A moved camera is told until its old view returns, or for ten
 * minutes; then the new view is what it should see.
 */
public final class ViewMonitor {
  private static final long LEARN_MICROS = 10_000_000;
  private static final long HOLD_MICROS = 4_000_000;
  private static final long ACCEPT_MICROS = 600_000_000;

  /** Time constants of the two memories. */
  private static final double SLOW_MICROS = 120_000_000;

  private static final double FAST_MICROS = 2_000_000;

  private static final double COVERED_SHARE = 0.15;
  private static final double LEAST_DETAIL = 0.3;
  private static final double GLARING_SHARE = 0.7;
  private static final double OTHER_SCENE = 0.35;
  private static final double SAME_SCENE = 0.5;
  private static final double STEADY = 0.8;

  private @Nullable Texture usual;
  private @Nullable Texture recent;
  private View told = View.UNKNOWN;
  private View seen = View.UNKNOWN;
  private long seenMicros;
  private long firstMicros = -1;
  private long lastMicros;

  /** The view as it is told once this picture was seen. */
  public View see(LumaPicture picture) {
    Texture now = Texture.of(picture);
    Texture slow = usual;
    Texture fast = recent;
    if (slow == null || fast == null) {
      firstMicros = picture.atMicros();
      usual = now;
      recent = now;
    } else {
      double passed = Math.max(0, picture.atMicros() - lastMicros);
      recent = fast.towards(now, 1 - Math.exp(-passed / FAST_MICROS));
      boolean accepted = judge(candidate(now, slow, fast), picture.atMicros());
      if (told == View.CLEAR || told == View.UNKNOWN) {
        Texture known = accepted ? fast : slow;
        usual = known.towards(now, learning(picture.atMicros(), passed));
      }
    }
    lastMicros = picture.atMicros();
    return told;
  }

  private double learning(long atMicros, double passedMicros) {
    boolean fresh = atMicros - firstMicros < LEARN_MICROS;
    return 1 - Math.exp(-passedMicros / (fresh ? FAST_MICROS : SLOW_MICROS));
  }

  /** Returns true if the new view is accepted as what the camera should see. */
  private boolean judge(View candidate, long atMicros) {
    if (candidate != seen) {
      seen = candidate;
      seenMicros = atMicros;
    }
    long held = atMicros - seenMicros;
    if (atMicros - firstMicros < LEARN_MICROS || held < HOLD_MICROS || seen == View.UNKNOWN) {
      return false;
    }
    boolean accepted = told == View.MOVED && seen == View.MOVED && held >= ACCEPT_MICROS;
    told = accepted ? View.CLEAR : seen;
    return accepted;
  }

  /** UNKNOWN: not to be told yet, whatever was told goes on. */
  private View candidate(Texture now, Texture slow, Texture fast) {
    if (now.glaring() > GLARING_SHARE && slow.glaring() < GLARING_SHARE / 2) {
      return View.BLINDED;
    }
    if (slow.detail() < LEAST_DETAIL) {
      return View.CLEAR; // A bare wall, or night: there never was anything to tell.
    }
    if (now.detail() < COVERED_SHARE * slow.detail()) {
      return View.COVERED;
    }
    double likeness = now.likeness(slow);
    if (likeness >= (told == View.MOVED ? SAME_SCENE : OTHER_SCENE)) {
      return View.CLEAR;
    }
    return now.likeness(fast) >= STEADY ? View.MOVED : View.UNKNOWN;
  }
}
