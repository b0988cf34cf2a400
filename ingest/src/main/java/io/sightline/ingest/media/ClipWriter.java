package io.sightline.ingest.media;

import io.sightline.clipstore.StagedBytes;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Writes packets, as they came, to one clip. Used by one thread. Closing without {@link #finish}
 * abandons it. The scratch file stays in any case: it is the caller's to delete, once the clip is
 * safe.
 */
public interface ClipWriter extends AutoCloseable {

  /**
   * What came of it. Times are on the source's axis, microseconds, of the first and of the last
   * picture shown.
   *
   * @param container {@code mp4} or {@code matroska}
   */
  record Written(
      String container,
      String videoCodec,
      @Nullable String audioCodec,
      long firstPtsMicros,
      long lastPtsMicros) {}

  /**
   * The first video packet must be a key packet. Sound and pictures to be played before it are left
   * out.
   *
   * @throws IOException the disk is full, or the packet cannot be held
   */
  void write(MediaEvent.Packet packet) throws IOException;

  /** Completes the file at {@code target}, ready to be played from any place. */
  Written finish(StagedBytes target) throws IOException;

  /** As the other, into a file as it is. */
  default Written finish(Path target) throws IOException {
    return finish(StagedBytes.plain(target));
  }

  /**
   * Completes the scratch file itself: in fragments as it was written, playable as it stands. Costs
   * no second copy.
   */
  Written complete() throws IOException;

  /** SHA-256 of the completed file, lower-case hex, if it was taken on the way; else null. */
  default @Nullable String sha256() {
    return null;
  }

  @Override
  void close();

  /** Opens writers; one for each kind of media library. */
  interface Factory {
    /** File name extension, {@code mp4} where it can hold the codecs, else {@code mkv}. */
    String extension(StreamInfo info);

    /**
     * @param scratch a file that grows with each fragment and from which {@link #salvage} can
     *     rescue what was written
     * @throws IOException no container can hold the codecs
     */
    ClipWriter open(StagedBytes scratch, StreamInfo info) throws IOException;

    /** As the other, into a file as it is. */
    default ClipWriter open(Path scratch, StreamInfo info) throws IOException {
      return open(StagedBytes.plain(scratch), info);
    }

    /**
     * As {@link #open}, for a file that is to be {@linkplain ClipWriter#complete completed} as it
     * stands.
     */
    default ClipWriter openInPlace(StagedBytes file, StreamInfo info) throws IOException {
      return open(file, info);
    }

    /** Completes, at {@code target}, what a process that died left in {@code scratch}. */
    Written salvage(StagedBytes scratch, StagedBytes target) throws IOException;

    /** As the other, from and to files as they are. */
    default Written salvage(Path scratch, Path target) throws IOException {
      return salvage(StagedBytes.plain(scratch), StagedBytes.plain(target));
    }

    /**
     * What is in finished media.
     *
     * @param name for people
     */
    Written describe(String name, SeekableByteChannel media) throws IOException;
  }
}
