package io.sightline.alerting.core;

/**
 * A track as others may see it: where it was in the last examined frame.
 *
 * @param id unique for the camera
 * @param subject as rules name it
 * @param hits frames it was found in so far
 */
public record Followed(
    long id,
    String subject,
    String label,
    int hits,
    double left,
    double top,
    double width,
    double height) {

  static Followed of(Track track) {
    Rect box = track.box();
    return new Followed(
        track.id(),
        Subjects.name(track.subject()),
        track.votes().best().label(),
        track.life().hits(),
        box.left(),
        box.top(),
        box.width(),
        box.height());
  }
}
