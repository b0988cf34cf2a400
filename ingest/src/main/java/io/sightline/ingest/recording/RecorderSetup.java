package io.sightline.ingest.recording;

import io.sightline.avro.RecordingMode;
import io.sightline.clipstore.ClipStore;
import io.sightline.ingest.media.ClipWriter;
import java.io.IOException;
import java.time.Clock;
import java.util.function.BooleanSupplier;

/**
 * What a recorder works with.
 *
 * @param leadInMicros video from before an activity
 * @param leadInBytes packets kept for that, at most
 * @param room false: free space is short, and recordings have to stand back
 */
public record RecorderSetup(
    RecordingMode mode,
    int cameraVersion,
    long leadInMicros,
    long leadInBytes,
    ClipStore store,
    ClipWriter.Factory writers,
    Clock clock,
    BooleanSupplier room,
    Trouble trouble) {

  /** Who is told how storing goes. */
  public interface Trouble {
    void stored() throws IOException;

    void failed(String problem) throws IOException;
  }
}
