package io.sightline.ingest.motion;

import java.util.Arrays;

/**
 * The scene as it was before: for each pixel a reference, its noise, how much it fluctuates from
 * picture to picture, and a second look to which it keeps returning (a leaf, a lamp). A pixel under
 * something that does not belong to the scene keeps its reference until it is absorbed: after a
 * time as set, or sooner if the reference itself was seen but for a moment, since then it may be
 * the reference that does not belong to the scene.
 */
final class Scene {
  private static final float NOISE_AT_START = 2;
  private static final float NOISE_FACTOR = 4;
  private static final float FLUCTUATION_FACTOR = 3;
  private static final float SCENE_SECONDS = 8;
  private static final float NOISE_SECONDS = 10;
  private static final float FLUCTUATION_SECONDS = 10;
  private static final int FIRST_PICTURES = 8;
  private static final float FAMILIAR_VISITS = 5;
  private static final float FORGOTTEN_VISITS_A_SECOND = 0.1f;
  private static final float MAX_VISITS = 12;
  private static final float MAX_DIFFERENCE = 96;
  private static final float GRAIN_FACTOR = 4.5f;
  private static final float MAX_GRAIN = 24;
  private static final int STEPS_A_LEVEL = 8;
  private static final float STEP_SHARE = 0.6f;

  /** A reference that was seen for a second holds for so many against another look. */
  private static final float SECONDS_A_SECOND = 30;

  private static final float MIN_ABSORB_SECONDS = 3;

  private final MotionSettings settings;
  private final float[] reference;
  private final float[] noise;
  private final float[] fluctuation;
  private final float[] second;
  private final float[] secondVisits;
  private final float[] strangeSeconds;
  private final float[] knownSeconds;
  private final float[] previous;
  private final float[] change;
  private final boolean[] strange;
  private final boolean[] moved;
  private final boolean[] blind;
  private final int visible;
  private int pictures;
  private boolean stepped;

  /**
   * @param blind tells by index which pixels nobody is to look at
   */
  Scene(MotionSettings settings, float[] first, boolean[] blind) {
    this.settings = settings;
    this.blind = blind;
    this.visible = count(blind, false);
    this.reference = first.clone();
    this.previous = first.clone();
    this.second = first.clone();
    this.noise = new float[first.length];
    this.fluctuation = new float[first.length];
    this.secondVisits = new float[first.length];
    this.strangeSeconds = new float[first.length];
    this.knownSeconds = new float[first.length];
    this.change = new float[first.length];
    this.strange = new boolean[first.length];
    this.moved = new boolean[first.length];
    Arrays.fill(noise, NOISE_AT_START);
  }

  private Scene(Scene of) {
    settings = of.settings;
    reference = of.reference.clone();
    noise = of.noise.clone();
    fluctuation = of.fluctuation.clone();
    second = of.second.clone();
    secondVisits = of.secondVisits.clone();
    strangeSeconds = of.strangeSeconds.clone();
    knownSeconds = of.knownSeconds.clone();
    previous = of.previous.clone();
    change = of.change.clone();
    strange = of.strange.clone();
    moved = of.moved.clone();
    blind = of.blind;
    visible = of.visible;
    pictures = of.pictures;
    stepped = of.stepped;
  }

  Scene copy() {
    return new Scene(this);
  }

  private static int count(boolean[] of, boolean what) {
    int count = 0;
    for (boolean each : of) {
      count += each == what ? 1 : 0;
    }
    return count;
  }

  /** How many pixels are looked at. */
  int visible() {
    return visible;
  }

  /** Pixels that do not look like the scene, as of the last {@link #compare}. */
  boolean[] strange() {
    return strange;
  }

  /** Pixels that changed since the picture before, as of the last {@link #compare}. */
  boolean[] moved() {
    return moved;
  }

  /** Whether nearly all changed since the picture before, as light does that goes on or out. */
  boolean stepped() {
    return stepped;
  }

  /** Compares a picture with the scene, and learns what may be learnt at once. */
  Illumination compare(float[] now, float seconds) {
    Illumination light = Illumination.between(reference, now, strange, blind);
    Illumination step = Illumination.between(previous, now, strange, blind);
    float rate = Math.max(share(seconds, FLUCTUATION_SECONDS), 1f / (FIRST_PICTURES + pictures));
    int changed = 0;
    for (int i = 0; i < now.length; i++) {
      change[i] = Math.min(MAX_DIFFERENCE, Math.abs(now[i] - step.apply(previous[i])));
      changed += !blind[i] && Math.abs(now[i] - previous[i]) > settings.sceneFloor() ? 1 : 0;
    }
    stepped = changed >= STEP_SHARE * visible;
    float grain = grain();
    for (int i = 0; i < now.length; i++) {
      if (blind[i]) {
        continue; // belongs to the scene and never moves
      }
      boolean was = strange[i];
      strange[i] = isStrange(i, now[i], light, grain);
      float moveLimit = Math.max(settings.moveFloor(), FLUCTUATION_FACTOR * fluctuation[i]);
      moved[i] = (was || strange[i]) && change[i] > Math.max(moveLimit, grain);
      remember(i, was, now[i], light, seconds);
      fluctuation[i] += rate * (change[i] - fluctuation[i]);
    }
    System.arraycopy(now, 0, previous, 0, now.length);
    pictures++;
    return light;
  }

  /**
   * What noise alone does to this picture: from the median change, so that objects hardly count.
   */
  private float grain() {
    int[] histogram = new int[(int) MAX_GRAIN * STEPS_A_LEVEL + 1];
    for (int i = 0; i < change.length; i++) {
      if (!blind[i]) {
        histogram[Math.min(histogram.length - 1, (int) (change[i] * STEPS_A_LEVEL))]++;
      }
    }
    int seen = 0;
    int median = 0;
    while (median < histogram.length - 1 && seen + histogram[median] <= visible / 2) {
      seen += histogram[median++];
    }
    return Math.min(MAX_GRAIN, GRAIN_FACTOR * median / STEPS_A_LEVEL);
  }

  private boolean isStrange(int i, float now, Illumination light, float grain) {
    float limit = Math.max(grain, limit(i));
    boolean familiar =
        secondVisits[i] >= FAMILIAR_VISITS && Math.abs(now - light.apply(second[i])) <= limit;
    return !familiar && Math.abs(now - light.apply(reference[i])) > limit;
  }

  private float limit(int i) {
    return Math.max(
        settings.sceneFloor(),
        Math.max(NOISE_FACTOR * noise[i], FLUCTUATION_FACTOR * fluctuation[i]));
  }

  /** Counts how often a pixel leaves the scene for the same second look. */
  private void remember(int i, boolean was, float now, Illumination light, float seconds) {
    secondVisits[i] = Math.max(0, secondVisits[i] - FORGOTTEN_VISITS_A_SECOND * seconds);
    if (was || !strange[i]) {
      return;
    }
    float look = light.invert(now);
    if (Math.abs(look - second[i]) <= settings.sceneFloor()) {
      secondVisits[i] = Math.min(MAX_VISITS, secondVisits[i] + 1);
      second[i] += 0.3f * (look - second[i]);
    } else if (secondVisits[i] < 1) {
      second[i] = look;
      secondVisits[i] = 1;
    }
  }

  /**
   * Learns from the picture just compared.
   *
   * @param frozen tells by index which pixels belong to something strange or lie beside it
   */
  void learn(float[] now, Illumination light, float seconds, boolean[] frozen) {
    float sceneRate = share(seconds, SCENE_SECONDS);
    float noiseRate = share(seconds, NOISE_SECONDS);
    for (int i = 0; i < now.length; i++) {
      if (strange[i]) {
        strangeSeconds[i] += seconds;
        if (strangeSeconds[i] >= absorbSeconds(i)) {
          absorb(i, light.invert(now[i]));
        }
        continue;
      }
      strangeSeconds[i] = Math.max(0, strangeSeconds[i] - 4 * seconds);
      float difference = now[i] - light.apply(reference[i]);
      knownSeconds[i] += Math.abs(difference) <= settings.sceneFloor() ? seconds : 0;
      if (!frozen[i]) {
        reference[i] += sceneRate * difference / light.gain();
        noise[i] += noiseRate * (Math.min(MAX_DIFFERENCE, Math.abs(difference)) - noise[i]);
      }
    }
    if (light.isFar()) {
      relight(light);
    }
  }

  private float absorbSeconds(int i) {
    float known = SECONDS_A_SECOND * knownSeconds[i];
    return Math.min(settings.absorbSeconds(), Math.max(MIN_ABSORB_SECONDS, known));
  }

  /** Puts the pixel's present look into the scene, and keeps the old one as familiar if it was. */
  private void absorb(int i, float look) {
    if (absorbSeconds(i) >= settings.absorbSeconds()) {
      second[i] = reference[i];
      secondVisits[i] = MAX_VISITS;
    }
    reference[i] = look;
    noise[i] = NOISE_AT_START;
    knownSeconds[i] = strangeSeconds[i];
    strangeSeconds[i] = 0;
    strange[i] = false;
  }

  private void relight(Illumination light) {
    for (int i = 0; i < reference.length; i++) {
      reference[i] = light.apply(reference[i]);
      second[i] = light.apply(second[i]);
    }
  }

  private static float share(float seconds, float constant) {
    return Math.min(1, seconds / constant);
  }
}
