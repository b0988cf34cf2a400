package io.sightline.ingest.camera;

/** Times of pictures on their stream's own axis to capture times, both in microseconds. */
interface PictureTimes {
  /** Capture time of a picture that is looked at; grows with the time of the picture. */
  long look(long ptsMicros);

  /** The picture looked at last is to be looked at again, with those before it. */
  default void undo() {}
}
