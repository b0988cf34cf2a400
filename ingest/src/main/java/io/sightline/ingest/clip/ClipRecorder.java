package io.sightline.ingest.clip;

import io.sightline.clipstore.ClipLayout;
import io.sightline.clipstore.ClipStore;
import io.sightline.clipstore.ClipStore.StagedObject;
import io.sightline.clipstore.ClipStore.StoredObject;
import io.sightline.ingest.media.ClipWriter;
import io.sightline.ingest.media.MediaEvent.Packet;
import io.sightline.ingest.media.StreamInfo;
import java.io.IOException;

/**
 * Writes one piece to the clip store. The packets go to a scratch file from which a killed process
 * can be salvaged; {@link #finish} makes the media object of it. Closing without that discards it.
 */
public final class ClipRecorder implements AutoCloseable {
  private final String key;
  private final ClipStore store;
  private final StagedObject scratch;
  private final ClipWriter writer;

  private ClipRecorder(String key, ClipStore store, StagedObject scratch, ClipWriter writer) {
    this.key = key;
    this.store = store;
    this.scratch = scratch;
    this.writer = writer;
  }

  public static ClipRecorder open(
      ClipStore store, ClipWriter.Factory writers, String prefix, StreamInfo info)
      throws IOException {
    String extension = writers.extension(info);
    StagedObject scratch = store.stage(scratchKey(prefix, extension));
    try {
      return new ClipRecorder(
          ClipLayout.media(prefix, extension), store, scratch, writers.open(scratch, info));
    } catch (IOException | RuntimeException e) {
      scratch.close();
      throw e;
    }
  }

  /** Where the packets of an unfinished clip lie; never committed. */
  static String scratchKey(String prefix, String extension) {
    return prefix + "scratch." + extension;
  }

  public void write(Packet packet) throws IOException {
    writer.write(packet);
  }

  /** Completes and commits the media object. */
  public StoredClip finish() throws IOException {
    try (StagedObject staged = store.stage(key)) {
      ClipWriter.Written written = writer.finish(staged);
      String sha256 = Digests.sha256(staged.path());
      StoredObject stored = staged.commit();
      return new StoredClip(key, stored.bytes(), sha256, staged.encryption(), written);
    }
  }

  @Override
  public void close() {
    writer.close();
    scratch.close();
  }
}
