package io.sightline.ingest.camera;

import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.MediaSource;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.StreamInfo;
import org.jspecify.annotations.Nullable;

/** Motion without an end; after a while it waits for pictures until it is interrupted. */
final class EndlessSource implements MediaSource {
  private final ScriptedSource script = new ScriptedSource(".".repeat(20) + "#".repeat(100));

  @Override
  public StreamInfo info() {
    return script.info();
  }

  @Override
  public @Nullable MediaEvent next() throws SourceException {
    MediaEvent event = script.next();
    if (event != null) {
      return event;
    }
    try {
      Thread.sleep(60_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new SourceException("interrupted");
  }

  @Override
  public void close() {}
}
