package io.sightline.ingest.camera;

import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.MediaSource;
import io.sightline.ingest.media.PictureDecoder;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.StreamInfo;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Another source, with something done before each of its pictures. */
final class TellingSource implements MediaSource {
  private final MediaSource source;
  private final IntConsumer before;
  private int picture;
  private boolean taken;

  TellingSource(MediaSource source, IntConsumer before) {
    this.source = source;
    this.before = before;
  }

  @Override
  public StreamInfo info() {
    return source.info();
  }

  @Override
  public @Nullable MediaEvent next() throws SourceException {
    MediaEvent event = source.next();
    if (taken ? event instanceof MediaEvent.Packet : event instanceof MediaEvent.Picture) {
      before.accept(picture++);
    }
    return event;
  }

  @Override
  public @Nullable PictureDecoder takeDecoder() {
    taken = true;
    return source.takeDecoder();
  }

  @Override
  public void close() {
    source.close();
  }
}
