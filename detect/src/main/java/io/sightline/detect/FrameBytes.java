package io.sightline.detect;

import io.sightline.detect.model.DetectionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;

/**
 * Reads pictures of frames from where they lie.
 *
 * @param maxBytes larger pictures are refused
 */
record FrameBytes(PictureSource pictures, int maxBytes) {

  byte[] read(Plan.Part part) throws DetectionException {
    String key = part.key();
    if (key == null || key.isEmpty()) {
      throw new DetectionException("frame " + part.frame().getRecordId() + " names no picture");
    }
    try (InputStream in = pictures.open(key)) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new DetectionException(
            "picture " + key + " is larger than " + maxBytes + " bytes (max_frame_bytes)");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new DetectionException("picture " + key + " is not in the clip store", e);
    } catch (IOException | IllegalArgumentException e) {
      throw new DetectionException("picture " + key + " cannot be read: " + e, e);
    }
  }
}
