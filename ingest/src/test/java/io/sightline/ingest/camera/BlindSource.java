package io.sightline.ingest.camera;

import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.MediaEvent.Packet;
import io.sightline.ingest.media.MediaSource;
import io.sightline.ingest.media.PictureDecoder;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.StreamInfo;
import org.jspecify.annotations.Nullable;

/** Packets of which no picture comes. */
final class BlindSource implements MediaSource, PictureDecoder {
  private final ScriptedSource script = new ScriptedSource(".".repeat(300));

  @Override
  public StreamInfo info() {
    return script.info();
  }

  @Override
  public @Nullable MediaEvent next() throws SourceException {
    return script.next();
  }

  @Override
  public PictureDecoder takeDecoder() {
    script.takeDecoder();
    return this;
  }

  @Override
  public void decode(Packet packet, Viewer viewer) {}

  @Override
  public void drain(Viewer viewer) {}

  @Override
  public void restart() {}

  @Override
  public void glance(Packet key, Viewer viewer) {}

  @Override
  public byte[] extradata() {
    return new byte[0];
  }

  @Override
  public void close() {}
}
