package io.sightline.ingest.sound;

import java.util.List;

/** Tells what a sound is. Never what is said. */
public interface SoundModel extends AutoCloseable {

  /** For people. */
  String name();

  /** SHA-256 of its file, lower-case hex. */
  String digest();

  /** Samples that it looks at. */
  int windowSamples();

  /**
   * What can be heard, best first; empty for nothing it knows. Any thread may call.
   *
   * @param samples as many as {@link #windowSamples()}
   */
  List<Heard> listen(float[] samples);

  @Override
  void close();
}
