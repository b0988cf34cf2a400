package io.sightline.ingest.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * How far a spool is published, and what is open there. Committed with the facts themselves.
 *
 * @param spool id of the spool that the position belongs to
 * @param position first byte that is not published
 * @param epoch of the ownership that published last
 */
public record Cursor(String spool, long position, long epoch, OpenSet open) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PLAIN_CHARS = 1024;
  private static final int RADIX = 36;

  /** A broker takes 4096 by default. Without recordings a restart leaves out one gap a camera. */
  private static final int LARGEST_CHARS = 4000;

  private record Metadata(
      @JsonProperty("spool") String spool,
      @JsonProperty("epoch") long epoch,
      @JsonProperty("open") List<OpenActivity> open,
      @JsonProperty("rec") @JsonInclude(JsonInclude.Include.NON_EMPTY)
          @Nullable Map<String, String> recordings) {}

  /** All but the position, as JSON; when long, deflated and in base 64 after a {@code z}. */
  public String metadata() {
    try {
      String all = metadata(open.recordings());
      return all.length() <= LARGEST_CHARS ? all : metadata(Map.of());
    } catch (IOException e) {
      throw new IllegalStateException("cannot write the spool's cursor", e);
    }
  }

  private String metadata(Map<String, Long> recordings) throws IOException {
    Map<String, String> short36 = new TreeMap<>();
    recordings.forEach((camera, micros) -> short36.put(camera, Long.toString(micros, RADIX)));
    byte[] json =
        JSON.writeValueAsBytes(
            new Metadata(spool, epoch, List.copyOf(open.activities().values()), short36));
    if (json.length <= PLAIN_CHARS) {
      return new String(json, UTF_8);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
      out.write(json);
    }
    return "z" + Base64.getEncoder().withoutPadding().encodeToString(bytes.toByteArray());
  }

  /** Reads what {@link #metadata} wrote. */
  public static Cursor read(long position, String metadata) {
    try {
      Metadata read = JSON.readValue(plain(metadata), Metadata.class);
      return new Cursor(
          read.spool(), position, read.epoch(), OpenSet.of(read.open(), recordings(read)));
    } catch (IOException e) {
      throw new IllegalStateException(
          "committed cursor of the spool at %d: %s: expected JSON of spool, epoch, open"
              .formatted(position, e.getMessage()),
          e);
    }
  }

  private static Map<String, Long> recordings(Metadata read) {
    Map<String, Long> recordings = new TreeMap<>();
    if (read.recordings() != null) {
      read.recordings().forEach((c, micros) -> recordings.put(c, Long.parseLong(micros, RADIX)));
    }
    return recordings;
  }

  private static String plain(String metadata) throws IOException {
    if (!metadata.startsWith("z")) {
      return metadata;
    }
    byte[] bytes = Base64.getDecoder().decode(metadata.substring(1));
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
