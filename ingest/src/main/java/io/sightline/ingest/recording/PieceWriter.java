package io.sightline.ingest.recording;

import io.sightline.clipstore.ClipStore;
import io.sightline.clipstore.ClipStore.StagedObject;
import io.sightline.clipstore.ClipStore.StoredObject;
import io.sightline.ingest.clip.Digests;
import io.sightline.ingest.clip.StoredClip;
import io.sightline.ingest.media.ClipWriter;
import io.sightline.ingest.media.MediaEvent.Packet;
import io.sightline.ingest.media.StreamInfo;
import java.io.IOException;

/**
 * Writes one piece where it will stay: in fragments, so that it can be played up to its last one
 * whenever it breaks off. Closing without {@link #finish} discards it.
 */
final class PieceWriter implements AutoCloseable {
  private final String key;
  private final StagedObject staged;
  private final ClipWriter writer;

  private PieceWriter(String key, StagedObject staged, ClipWriter writer) {
    this.key = key;
    this.staged = staged;
    this.writer = writer;
  }

  static PieceWriter open(ClipStore store, ClipWriter.Factory writers, String key, StreamInfo info)
      throws IOException {
    StagedObject staged = store.stage(key);
    try {
      return new PieceWriter(key, staged, writers.openInPlace(staged, info));
    } catch (IOException | RuntimeException e) {
      staged.close();
      throw e;
    }
  }

  void write(Packet packet) throws IOException {
    writer.write(packet);
  }

  StoredClip finish() throws IOException {
    ClipWriter.Written written = writer.complete();
    String told = writer.sha256();
    String sha256 = told == null ? Digests.sha256(staged.path()) : told;
    StoredObject stored = staged.commit();
    return new StoredClip(key, stored.bytes(), sha256, staged.encryption(), written);
  }

  /** Stops writing; the staged file stays, for {@link RecordingSalvage}. */
  void abandon() {
    writer.close();
  }

  @Override
  public void close() {
    writer.close();
    staged.close();
  }
}
