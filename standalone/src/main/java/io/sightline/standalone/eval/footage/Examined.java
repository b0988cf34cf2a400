package io.sightline.standalone.eval.footage;

import io.sightline.alerting.core.CameraFold;
import io.sightline.alerting.core.CameraState;
import io.sightline.alerting.core.CameraVersion;
import io.sightline.alerting.core.Followed;
import io.sightline.avro.Detections;
import io.sightline.avro.FrameKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A frame that detection saw, and the tracks in it.
 *
 * @param frame of the recording, numbered from 0
 * @param seconds into the recording
 * @param key of the picture
 */
record Examined(int frame, double seconds, @Nullable String key, List<Followed> tracks) {
  private static final int LEAST_SURE = 3;

  /** Follows again what was detected, as alerting did. */
  static List<Examined> of(
      List<Detections> log, CameraVersion version, Instant start, PictureTimes times) {
    CameraFold fold = new CameraFold("eval");
    CameraState state = CameraState.EMPTY;
    List<Examined> frames = new ArrayList<>();
    for (Detections record : log) {
      state = fold.fold(state, record, version).state();
      if (record.getKind() == FrameKind.FRAME && record.getFailure() == null) {
        long micros = Duration.between(start, record.getCapturedAt()).toNanos() / 1000;
        frames.add(
            new Examined(times.frame(micros), micros / 1e6, record.getKey(), state.followed()));
      }
    }
    return frames;
  }

  /** Tracks of a subject by frame from 1; those not surely found in three frames are left out. */
  static Map<Integer, List<Place>> tracks(List<Examined> frames, String subject) {
    Map<Long, Integer> sure = new HashMap<>();
    for (Examined frame : frames) {
      frame.tracks.forEach(track -> sure.merge(track.id(), track.sure(), Math::max));
    }
    Map<Integer, List<Place>> places = new TreeMap<>();
    for (Examined frame : frames) {
      List<Place> inFrame = new ArrayList<>();
      for (Followed track : frame.tracks) {
        if (track.subject().equals(subject) && sure.getOrDefault(track.id(), 0) >= LEAST_SURE) {
          inFrame.add(place(track));
        }
      }
      places.put(frame.frame + 1, inFrame);
    }
    return places;
  }

  static Place place(Followed track) {
    return new Place(track.id(), track.left(), track.top(), track.width(), track.height());
  }
}
