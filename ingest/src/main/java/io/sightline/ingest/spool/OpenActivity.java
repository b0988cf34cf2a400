package io.sightline.ingest.spool;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sightline.schemas.Ids;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An activity that has not ended, as far as facts tell. Times are microseconds since 1970. Short
 * names on the wire: all open activities share the few bytes that a committed offset may carry.
 *
 * @param lastMicros newest capture time known for its camera
 * @param clips clips begun, in order
 * @param open those of them that have no record yet
 * @param continues the activity that was cut for this one
 */
public record OpenActivity(
    @JsonProperty("a") String activityId,
    @JsonProperty("v") int cameraVersion,
    @JsonProperty("s") long startedMicros,
    @JsonProperty("t") long lastMicros,
    @JsonProperty("m") long movingMillis,
    @JsonProperty("l") float level,
    @JsonProperty("f") int frames,
    @JsonProperty("c") List<String> clips,
    @JsonProperty("o") List<String> open,
    @JsonProperty("p") @Nullable String continues) {

  public OpenActivity {
    clips = List.copyOf(clips);
    open = List.copyOf(open);
  }

  /** The camera, which is the beginning of the id. */
  public String camera() {
    return Ids.camera(activityId);
  }

  OpenActivity withFrame(long capturedMicros) {
    return new OpenActivity(
        activityId,
        cameraVersion,
        startedMicros,
        Math.max(lastMicros, capturedMicros),
        movingMillis,
        level,
        frames + 1,
        clips,
        open,
        continues);
  }

  OpenActivity through(long capturedMicros) {
    return new OpenActivity(
        activityId,
        cameraVersion,
        startedMicros,
        Math.max(lastMicros, capturedMicros),
        movingMillis,
        level,
        frames,
        clips,
        open,
        continues);
  }

  OpenActivity withoutOpen(String clipId) {
    List<String> left = new ArrayList<>(open);
    left.remove(clipId);
    return new OpenActivity(
        activityId,
        cameraVersion,
        startedMicros,
        lastMicros,
        movingMillis,
        level,
        frames,
        clips,
        left,
        continues);
  }
}
