package io.sightline.detect;

import java.io.IOException;
import java.io.InputStream;

/** Where pictures of frames lie: the clip store, or what stands in for it. */
public interface PictureSource {
  /**
   * Opens one.
   *
   * @param key as records name it
   * @throws java.nio.file.NoSuchFileException if it is not there
   */
  InputStream open(String key) throws IOException;
}
