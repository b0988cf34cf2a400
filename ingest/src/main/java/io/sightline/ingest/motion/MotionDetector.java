package io.sightline.ingest.motion;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells for each picture what moves and what differs from the scene as it was before. Begins a new
 * scene with the first picture, with a picture of another size, when all has changed and stays so
 * (camera moved or covered), and when light went on or out and what still differs keeps still. Used
 * by one thread.
 */
public final class MotionDetector {
  private static final float ALL_SHARE = 0.6f;
  private static final float CALM_SHARE = 0.1f;
  private static final float CALM_SECONDS = 2;
  private static final float MAX_STEP_SECONDS = 2;

  private final MotionSettings settings;
  private @Nullable Scene scene;
  private RegionFinder finder = new RegionFinder(1, 1);
  private int width;
  private int height;
  private int visible;
  private long lastMicros;
  private float changedSeconds;
  private boolean relit;

  public MotionDetector(MotionSettings settings) {
    this.settings = settings;
  }

  /** A detector that has seen the same, and goes on by itself. */
  public MotionDetector copy() {
    MotionDetector copy = new MotionDetector(settings);
    Scene seen = scene;
    copy.scene = seen == null ? null : seen.copy();
    copy.finder = new RegionFinder(Math.max(1, width), Math.max(1, height));
    copy.width = width;
    copy.height = height;
    copy.visible = visible;
    copy.lastMicros = lastMicros;
    copy.changedSeconds = changedSeconds;
    copy.relit = relit;
    return copy;
  }

  /** Pictures in order of capture time, all from one camera. */
  public Verdict analyse(LumaPicture picture) {
    float[] now = smooth(picture);
    Scene before = scene;
    if (before == null || picture.width() != width || picture.height() != height) {
      begin(picture, now);
      return new Verdict(picture.atMicros(), 0, false, false, List.of());
    }
    float seconds = (picture.atMicros() - lastMicros) / 1e6f;
    seconds = Math.max(0.001f, Math.min(MAX_STEP_SECONDS, seconds));
    lastMicros = picture.atMicros();
    return compare(before, picture, now, seconds);
  }

  private Verdict compare(Scene before, LumaPicture picture, float[] now, float seconds) {
    Illumination light = before.compare(now, seconds);
    int minPixels = Math.max(4, Math.round(settings.minShare() * now.length));
    List<RegionFinder.Found> moving = finder.find(before.moved(), minPixels);
    List<RegionFinder.Found> differing = finder.find(before.strange(), minPixels);
    float share = share(differing);
    before.learn(now, light, seconds, frozen(now.length));
    relit = before.stepped() || (relit && !differing.isEmpty());
    boolean calm = share >= ALL_SHARE ? share(moving) <= CALM_SHARE : relit && moving.isEmpty();
    changedSeconds = calm && !before.stepped() ? changedSeconds + seconds : 0;
    if (changedSeconds >= CALM_SECONDS) {
      begin(picture, now);
    }
    return new Verdict(
        picture.atMicros(),
        share,
        !moving.isEmpty(),
        !differing.isEmpty(),
        regions(differing, moving));
  }

  private void begin(LumaPicture picture, float[] now) {
    width = picture.width();
    height = picture.height();
    finder = new RegionFinder(width, height);
    boolean[] blind = settings.masks().small(width, height).pixels();
    scene = new Scene(settings, now, blind);
    visible = Math.max(1, scene.visible());
    lastMicros = picture.atMicros();
    changedSeconds = 0;
    relit = false;
  }

  private boolean[] frozen(int pixels) {
    boolean[] frozen = new boolean[pixels];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        frozen[y * width + x] = finder.covers(x, y);
      }
    }
    return frozen;
  }

  private List<Region> regions(
      List<RegionFinder.Found> differing, List<RegionFinder.Found> moving) {
    List<Region> regions = new ArrayList<>();
    for (RegionFinder.Found found : differing.isEmpty() ? moving : differing) {
      if (regions.size() < settings.maxRegions()) {
        regions.add(found.region());
      }
    }
    return regions;
  }

  /** Of what can be seen. */
  private float share(List<RegionFinder.Found> found) {
    int sum = 0;
    for (RegionFinder.Found f : found) {
      sum += f.pixels();
    }
    return Math.min(1, (float) sum / visible);
  }

  /** Mean of three by three pixels: most of the sensor's noise goes, edges of interest stay. */
  private static float[] smooth(LumaPicture picture) {
    int w = picture.width();
    int h = picture.height();
    byte[] luma = picture.luma();
    int[] rows = new int[w * h];
    for (int y = 0; y < h; y++) {
      int left = luma[y * w] & 0xff;
      int middle = left;
      for (int x = 0; x < w; x++) {
        int right = luma[y * w + Math.min(w - 1, x + 1)] & 0xff;
        rows[y * w + x] = left + middle + right;
        left = middle;
        middle = right;
      }
    }
    float[] out = new float[w * h];
    for (int y = 0; y < h; y++) {
      int above = Math.max(0, y - 1) * w;
      int below = Math.min(h - 1, y + 1) * w;
      for (int x = 0; x < w; x++) {
        out[y * w + x] = (rows[above + x] + rows[y * w + x] + rows[below + x]) / 9f;
      }
    }
    return out;
  }
}
