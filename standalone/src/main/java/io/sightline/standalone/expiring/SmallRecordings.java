package io.sightline.standalone.expiring;

import io.sightline.avro.Recording;
import io.sightline.avro.RecordingKind;
import io.sightline.clipstore.ClipLayout;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Ids;
import io.sightline.schemas.Topics;
import io.sightline.standalone.scripted.Publisher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * Pieces of a minute, of a hundred bytes: a file in the store and a record on the topic, as ingest
 * leaves them. They go thirty days after they were recorded, all of an hour at once. Safe for use
 * by several threads.
 */
public final class SmallRecordings implements AutoCloseable {
  /** Pieces of an hour. */
  public static final int PIECES = 60;

  private static final Duration KEPT_FOR = Duration.ofDays(30);
  private static final int LINGER_MS = 20;

  private final Path store;
  private final Publisher publisher;

  /**
   * @param store folder of a files store
   */
  public SmallRecordings(KafkaSettings kafka, Path store) {
    this.store = store;
    this.publisher = new Publisher(kafka, LINGER_MS);
  }

  /**
   * Writes an hour and tells retention of it.
   *
   * @param hour when it begins
   * @param deadline when it is to go
   * @return its id in the ledger
   */
  public String write(String camera, Instant hour, Instant deadline) throws IOException {
    for (int i = 0; i < PIECES; i++) {
      Instant start = hour.plus(Duration.ofMinutes(i));
      String id = Ids.recording(camera, start);
      byte[] media = "%-100s".formatted("piece " + id).getBytes(StandardCharsets.US_ASCII);
      String key = ClipLayout.recording(camera, start, id, "mp4");
      SmallClips.write(store.resolve(key), media, i == 0);
      Recording piece =
          Recording.newBuilder()
              .setRecordId(id)
              .setCamera(camera)
              .setCameraVersion(1)
              .setCapturedAt(start)
              .setEndedAt(start.plusSeconds(60))
              .setKind(RecordingKind.PIECE)
              .setKey(key)
              .setBytes(media.length)
              .setSha256(SmallClips.sha256(media))
              .setContainer("mp4")
              .setVideoCodec("h264")
              .setRecordedAt(deadline.minus(KEPT_FOR))
              .build();
      publisher.publish(Topics.RECORDINGS, camera, piece);
    }
    return Ids.hour(camera, hour);
  }

  /** Returns when all is acknowledged. */
  public void flush() {
    publisher.flush();
  }

  @Override
  public void close() {
    publisher.close();
  }
}
