package io.sightline.standalone.cameras;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sightline.avro.Camera;
import io.sightline.avro.CameraHealth;
import io.sightline.avro.CameraState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A camera as the topics tell of it.
 *
 * @param state {@code online}, {@code offline}, {@code starting}, {@code ended}; {@code disabled};
 *     {@code silent}: nobody has said anything of it for three minutes; {@code unknown}: ever
 * @param cause why it is not online, or what is wrong though it is
 * @param analysis what is looked at: {@code sub}, the sub-stream; {@code main}, since the
 *     sub-stream is away, for which the cause is given; {@code -}: it has no sub-stream
 * @param toldAt when it was told
 */
@JsonNaming(SnakeCaseStrategy.class)
public record CameraStatus(
    String camera,
    int version,
    String site,
    boolean enabled,
    String state,
    String analysis,
    String cause,
    @Nullable String toldAt,
    float fps,
    long gaps,
    long reconnects,
    @Nullable Long clockOffsetMs,
    @Nullable Long analysisOffsetMs,
    String view) {
  private static final Duration SILENT = Duration.ofMinutes(3);

  /**
   * @param versions all there are, in any order
   * @param health in the order of the topic
   */
  public static List<CameraStatus> of(
      Collection<Camera> versions, Collection<CameraHealth> health, Instant now) {
    Map<String, Camera> newest = new TreeMap<>();
    for (Camera camera : versions) {
      newest.merge(camera.getCamera(), camera, (a, b) -> a.getVersion() >= b.getVersion() ? a : b);
    }
    Map<String, CameraHealth> last = new HashMap<>();
    health.forEach(each -> last.put(each.getCamera(), each));
    return newest.values().stream()
        .filter(Camera::getPresent)
        .map(camera -> of(camera, last.get(camera.getCamera()), now))
        .toList();
  }

  private static CameraStatus of(Camera camera, @Nullable CameraHealth health, Instant now) {
    CameraHealth told =
        health == null
            ? CameraHealth.newBuilder().setCamera(camera.getCamera()).setRecordId("").build()
            : health;
    return new CameraStatus(
        camera.getCamera(),
        camera.getVersion(),
        camera.getSite(),
        camera.getEnabled(),
        state(camera, told, now),
        analysis(told),
        cause(told),
        health == null ? null : told.getCapturedAt().toString(),
        told.getMeasuredFps(),
        told.getGaps(),
        told.getReconnects(),
        told.getClockOffsetMs(),
        told.getAnalysisOffsetMs(),
        told.getView().name().toLowerCase(Locale.ROOT));
  }

  private static String analysis(CameraHealth told) {
    return switch (told.getAnalysisState()) {
      case ONLINE -> "sub";
      case OFFLINE -> "main";
      default -> "-";
    };
  }

  private static String cause(CameraHealth told) {
    String cause = told.getCause() == null ? "" : told.getCause();
    String sub = told.getAnalysisCause();
    if (sub == null) {
      return cause;
    }
    return (cause.isEmpty() ? "" : cause + "; ") + "no sub-stream: " + sub;
  }

  private static String state(Camera camera, CameraHealth told, Instant now) {
    if (!camera.getEnabled()) {
      return "disabled";
    }
    boolean over = told.getState() == CameraState.UNKNOWN || told.getState() == CameraState.ENDED;
    boolean silent = !over && told.getCapturedAt().plus(SILENT).isBefore(now);
    return silent ? "silent" : told.getState().name().toLowerCase(Locale.ROOT);
  }
}
