package io.sightline.alerting.core;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sightline.alerting.core.state.RecordReader;
import io.sightline.alerting.core.state.RecordWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A camera's state as bytes: one byte for the version of the format, then the fields by name. The
 * first version was JSON and is still read.
 */
public final class StateCodec {
  private static final byte JSON_VERSION = 1;
  private static final byte VERSION = 2;
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private StateCodec() {}

  public static byte[] encode(CameraState state) {
    return RecordWriter.write(VERSION, state);
  }

  /** Throws {@link IllegalArgumentException} for a version that this build does not know. */
  public static CameraState decode(byte[] bytes) {
    byte version = bytes.length == 0 ? 0 : bytes[0];
    return switch (version) {
      case VERSION -> RecordReader.read(bytes, 1, CameraState.class);
      case JSON_VERSION -> json(bytes);
      default ->
          throw new IllegalArgumentException(
              "camera state begins with "
                  + (bytes.length == 0 ? "nothing" : "version " + version)
                  + ": expected version "
                  + JSON_VERSION
                  + " or "
                  + VERSION);
    };
  }

  private static CameraState json(byte[] bytes) {
    try {
      return JSON.readValue(bytes, 1, bytes.length - 1, CameraState.class);
    } catch (IOException e) {
      String text =
          new String(Arrays.copyOf(bytes, Math.min(bytes.length, 200)), StandardCharsets.UTF_8);
      throw new UncheckedIOException("camera state cannot be read: " + text, e);
    }
  }
}
