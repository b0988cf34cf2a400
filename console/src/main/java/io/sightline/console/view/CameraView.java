package io.sightline.console.view;

import io.sightline.avro.Camera;
import io.sightline.avro.CameraHealth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Each camera's newest configuration and health. Withdrawn cameras are not listed. */
public final class CameraView {
  /**
   * A camera that is listed.
   *
   * @param configuration null if only its health is known
   * @param health null if ingest has not reported it yet
   */
  public record Seen(String camera, @Nullable Camera configuration, @Nullable CameraHealth health) {
    /** The name for people, or the id. */
    public String name() {
      return configuration == null || configuration.getName().isBlank()
          ? camera
          : configuration.getName();
    }
  }

  private final int limit;
  private final Map<String, Camera> configurations = new TreeMap<>();
  private final Map<String, CameraHealth> healths = new TreeMap<>();
  private long forgotten;

  public CameraView(int limit) {
    this.limit = limit;
  }

  synchronized boolean apply(Camera camera) {
    Camera known = configurations.get(camera.getCamera());
    if (known != null && known.getVersion() >= camera.getVersion()) {
      return false;
    }
    return keep(configurations, camera.getCamera(), camera);
  }

  synchronized boolean apply(CameraHealth health) {
    return keep(healths, health.getCamera(), health);
  }

  synchronized boolean removeHealth(String camera) {
    return healths.remove(camera) != null;
  }

  private <T> boolean keep(Map<String, T> map, String camera, T value) {
    if (map.size() >= limit && !map.containsKey(camera)) {
      forgotten++;
      return false;
    }
    map.put(camera, value);
    return true;
  }

  /** Empty if the camera is unknown or withdrawn. */
  public synchronized Optional<Seen> get(String camera) {
    Camera configuration = configurations.get(camera);
    CameraHealth health = healths.get(camera);
    boolean withdrawn = configuration != null && !configuration.getPresent();
    return withdrawn || (configuration == null && health == null)
        ? Optional.empty()
        : Optional.of(new Seen(camera, configuration, health));
  }

  /** The name for people, also of a withdrawn camera, or the id. */
  public synchronized String name(String camera) {
    return new Seen(camera, configurations.get(camera), null).name();
  }

  /** By id. */
  public synchronized List<Seen> all() {
    TreeSet<String> ids = new TreeSet<>(configurations.keySet());
    ids.addAll(healths.keySet());
    return ids.stream().map(this::get).flatMap(Optional::stream).toList();
  }

  /** Records of cameras beyond the limit. */
  public synchronized long forgotten() {
    return forgotten;
  }
}
