package io.sightline.alerting.core;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A camera's state as bytes: one byte for the version of the format, then compact JSON. */
public final class StateCodec {
  private static final byte VERSION = 1;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private StateCodec() {}

  public static byte[] encode(CameraState state) {
    try {
      byte[] json = JSON.writeValueAsBytes(state);
      byte[] bytes = new byte[json.length + 1];
      bytes[0] = VERSION;
      System.arraycopy(json, 0, bytes, 1, json.length);
      return bytes;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("camera state cannot be written", e);
    }
  }

  /** Throws {@link IllegalArgumentException} for a version that this build does not know. */
  public static CameraState decode(byte[] bytes) {
    if (bytes.length == 0 || bytes[0] != VERSION) {
      throw new IllegalArgumentException(
          "camera state begins with "
              + (bytes.length == 0 ? "nothing" : "version " + bytes[0])
              + ": expected version "
              + VERSION);
    }
    try {
      return JSON.readValue(bytes, 1, bytes.length - 1, CameraState.class);
    } catch (IOException e) {
      String text =
          new String(Arrays.copyOf(bytes, Math.min(bytes.length, 200)), StandardCharsets.UTF_8);
      throw new UncheckedIOException("camera state cannot be read: " + text, e);
    }
  }
}
