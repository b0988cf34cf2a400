package io.sightline.ingest.camera;

import io.sightline.ingest.media.SoundDecoder;
import io.sightline.ingest.sound.SoundModel;
import org.jspecify.annotations.Nullable;

/**
 * What the cameras of a process listen with.
 *
 * @param model null: loudness alone
 */
public record Hearing(SoundDecoder.Factory decoders, @Nullable SoundModel model)
    implements AutoCloseable {

  @Override
  public void close() {
    if (model != null) {
      model.close();
    }
  }
}
