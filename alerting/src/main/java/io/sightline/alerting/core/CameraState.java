package io.sightline.alerting.core;

import io.sightline.alerting.core.feedback.Memory;
import java.util.List;

/**
 * All that alerting remembers of a camera; bounded by {@link Policy}.
 *
 * @param epoch of the last record; -1 before the first
 * @param sequence of the last record in its epoch; -1 before the first
 * @param through capture time of the last record, microseconds since 1970
 * @param frameAt capture time of the last examined frame; -1 for none on this time line
 * @param arrived frames since the last mark in this epoch
 * @param early frames in a row that were earlier than the last examined one
 * @param tracksBegun how many tracks there were so far
 * @param known objects of the scene
 * @param incidents open ones, and closed ones that still matter, in order of their start
 * @param decided activities decided lately, oldest first
 * @param said what people said about the camera
 */
public record CameraState(
    long epoch,
    long sequence,
    long through,
    long frameAt,
    int arrived,
    int early,
    long tracksBegun,
    List<Track> tracks,
    List<Known> known,
    List<Incident> incidents,
    List<Tally> activities,
    List<String> decided,
    String model,
    String modelDigest,
    Memory said) {

  /** Before the first record. */
  public static final CameraState EMPTY =
      new CameraState(
          -1,
          -1,
          0,
          -1,
          0,
          0,
          0,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          "",
          "",
          Memory.EMPTY);

  public CameraState {
    tracks = tracks == null ? List.of() : List.copyOf(tracks);
    known = known == null ? List.of() : List.copyOf(known);
    incidents = incidents == null ? List.of() : List.copyOf(incidents);
    activities = activities == null ? List.of() : List.copyOf(activities);
    decided = decided == null ? List.of() : List.copyOf(decided);
    model = model == null ? "" : model;
    modelDigest = modelDigest == null ? "" : modelDigest;
    said = said == null ? Memory.EMPTY : said;
  }

  /** The objects that were found in the last examined frame. */
  public List<Followed> followed() {
    return tracks.stream().filter(track -> track.lastSeen() == frameAt).map(Followed::of).toList();
  }
}
