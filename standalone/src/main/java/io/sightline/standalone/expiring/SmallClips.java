package io.sightline.standalone.expiring;

import io.sightline.avro.Clip;
import io.sightline.clipstore.ClipLayout;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Ids;
import io.sightline.schemas.Topics;
import io.sightline.standalone.scripted.Publisher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clips of a hundred bytes that already have their deadline: a file in the store and a record on
 * the topic, as ingest and retention leave them. Each has an id of its own. Safe for use by several
 * threads.
 */
public final class SmallClips implements AutoCloseable {
  private static final int CAMERAS = 100;
  private static final Duration BETWEEN = Duration.ofSeconds(250);
  private static final Duration BACK = Duration.ofDays(60);
  private static final int LINGER_MS = 20;

  private final Path store;
  private final Instant from;
  private final Publisher publisher;
  private final AtomicInteger count = new AtomicInteger();

  /**
   * @param store folder of a files store
   * @param now clips are recorded from sixty days before on, each camera one in 250 s
   */
  public SmallClips(KafkaSettings kafka, Path store, Instant now) {
    this.store = store;
    this.from = now.minus(BACK);
    this.publisher = new Publisher(kafka, LINGER_MS);
  }

  /** Writes the file of another one; nobody knows of it yet. */
  public Clip write(Instant deadline) throws IOException {
    Clip clip = clip(count.getAndIncrement(), deadline);
    write(store.resolve(clip.getKey()), media(clip.getClipId()), true);
    return clip;
  }

  /** Without waiting for the disk: what is written here matters to nobody after a power cut. */
  static void write(Path file, byte[] media, boolean mayNeedFolder) throws IOException {
    if (mayNeedFolder) {
      Files.createDirectories(file.resolveSibling("."));
    }
    Files.write(file, media);
  }

  /** Tells retention of it. */
  public void publish(Clip clip) {
    publisher.publish(Topics.CLIPS, clip.getClipId(), clip);
  }

  /** Returns when all is acknowledged. */
  public void flush() {
    publisher.flush();
  }

  private Clip clip(int number, Instant deadline) {
    String camera = "cam-%03d".formatted(number % CAMERAS);
    Instant start = from.plus(BETWEEN.multipliedBy(number / CAMERAS));
    String id = Ids.clip(camera, start);
    String prefix = ClipLayout.prefix(camera, id, start);
    byte[] media = media(id);
    return Clip.newBuilder()
        .setClipId(id)
        .setRecordId(id + "-r1")
        .setRevision(1)
        .setCamera(camera)
        .setCameraVersion(1)
        .setPrefix(prefix)
        .setKey(ClipLayout.media(prefix, "mp4"))
        .setBytes(media.length)
        .setSha256(sha256(media))
        .setRecordedAt(start.plusSeconds(30))
        .setDeadline(deadline)
        .setRule("camera:" + camera + "@1")
        .build();
  }

  private static byte[] media(String id) {
    return "%-100s".formatted("clip " + id).getBytes(StandardCharsets.US_ASCII);
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public void close() {
    publisher.close();
  }
}
