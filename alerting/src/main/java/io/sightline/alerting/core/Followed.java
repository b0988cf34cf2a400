package io.sightline.alerting.core;

/**
 * A track as others may see it: where it was in the last examined frame.
 *
 * @param id unique for the camera
 * @param subject as rules name it
 * @param sure frames so far in which it was found with the score that its rule asks for
 */
public record Followed(
    long id,
    String subject,
    String label,
    int sure,
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
        track.life().sure(),
        box.left(),
        box.top(),
        box.width(),
        box.height());
  }
}
