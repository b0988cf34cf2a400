package io.sightline.standalone.backfill;

import io.sightline.avro.Clip;
import io.sightline.avro.FrameRef;
import io.sightline.clipstore.ClipStore;
import io.sightline.clipstore.ObjectChannel;
import io.sightline.detect.PictureSource;
import io.sightline.ingest.media.SourceException;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Ids;
import io.sightline.schemas.Topics;
import io.sightline.standalone.backfill.ClipPictures.Wanted;
import io.sightline.standalone.records.TopicRecords;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pictures of frames: as they are stored, or cut out of the clip once more where only that is left,
 * which it is soon after a decision.
 */
public final class ClipFrames implements PictureSource {
  private static final Logger LOG = LoggerFactory.getLogger(ClipFrames.class);
  private static final int WIDTH = 1280;

  private final KafkaSettings kafka;
  private final ClipStore store;
  private @Nullable Map<String, List<Clip>> clips;
  private volatile Map<String, byte[]> cut = Map.of();
  private long frames;

  /**
   * @param store in the clear
   */
  public ClipFrames(KafkaSettings kafka, ClipStore store) {
    this.kafka = kafka;
    this.store = store;
  }

  /** Frames that had to be cut out of clips so far. */
  long frames() {
    return frames;
  }

  /** Gets ready all pictures of these frames, and forgets those of the call before. */
  void prepare(List<FrameRef> batch) throws IOException {
    Map<Clip, List<Wanted>> wanted = new LinkedHashMap<>();
    for (FrameRef frame : batch) {
      String key = frame.getKey();
      if (key != null && store.size(key).isEmpty()) {
        clip(frame.getCamera(), frame.getCapturedAt())
            .ifPresent(
                clip ->
                    wanted
                        .computeIfAbsent(clip, c -> new ArrayList<>())
                        .add(
                            new Wanted(
                                key,
                                micros(clip, frame.getCapturedAt()),
                                frame.getWidth(),
                                frame.getCrops())));
      }
    }
    Map<String, byte[]> ready = new HashMap<>();
    for (Map.Entry<Clip, List<Wanted>> each : wanted.entrySet()) {
      cut(each.getKey(), each.getValue(), ready);
      frames += each.getValue().stream().filter(one -> ready.containsKey(one.key())).count();
    }
    cut = ready;
  }

  @Override
  public InputStream open(String key) throws IOException {
    byte[] ready = cut.get(key);
    return ready == null ? store.open(key, 0) : new ByteArrayInputStream(ready);
  }

  /** As {@link #open}, for a whole frame that was not got ready. */
  public InputStream openAny(String key) throws IOException {
    if (cut.containsKey(key) || store.size(key).isPresent()) {
      return open(key);
    }
    String frame = key.substring(key.lastIndexOf('/') + 1).replaceFirst("\\.jpg$", "");
    Map<String, byte[]> ready = new HashMap<>();
    try {
      Instant at = Ids.time(frame);
      Clip clip = clip(Ids.camera(frame), at).orElseThrow(() -> new NoSuchFileException(key));
      cut(clip, List.of(new Wanted(key, micros(clip, at), WIDTH, List.of())), ready);
    } catch (IllegalArgumentException e) {
      LOG.debug("{} names no frame", key, e);
    }
    byte[] jpeg = ready.get(key);
    if (jpeg == null) {
      throw new NoSuchFileException(key);
    }
    return new ByteArrayInputStream(jpeg);
  }

  /** Nothing of it is written anywhere: it may be encrypted where it lies. */
  private void cut(Clip clip, List<Wanted> wanted, Map<String, byte[]> ready) throws IOException {
    if (store.size(clip.getKey()).isEmpty()) {
      return;
    }
    try (ObjectChannel media = new ObjectChannel(store, clip.getKey())) {
      ClipPictures.read(clip.getClipId(), media, wanted, ready::put);
    } catch (SourceException e) {
      LOG.warn("clip {} cannot be read: {}", clip.getClipId(), e.getMessage());
    }
  }

  private static long micros(Clip clip, Instant at) {
    return ChronoUnit.MICROS.between(clip.getCapturedAt(), at);
  }

  /** The clip whose video shows a moment. */
  private Optional<Clip> clip(String camera, Instant at) {
    Map<String, List<Clip>> known = clips;
    if (known == null) {
      known = new HashMap<>();
      for (Clip clip : TopicRecords.newest(kafka, Topics.CLIPS).values()) {
        known.computeIfAbsent(clip.getCamera(), c -> new ArrayList<>()).add(clip);
      }
      clips = known;
    }
    return known.getOrDefault(camera, List.of()).stream()
        .filter(clip -> !clip.getVideoCodec().isEmpty())
        .filter(clip -> !at.isBefore(clip.getCapturedAt()) && !at.isAfter(clip.getEndedAt()))
        .findFirst();
  }
}
