package io.sightline.ingest.camera;

import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.MediaSource;
import io.sightline.ingest.media.SoundDecoder;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.StreamInfo;
import io.sightline.ingest.sound.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Pictures by a script, and sound by another, ten letters a second: '.' a quiet room, '#' loud, 'x'
 * a packet that cannot be decoded. Sound comes a little ahead of the pictures.
 */
final class SoundingSource implements MediaSource {
  private static final int AHEAD = 3;

  private final ScriptedSource pictures;
  private final String sound;
  private final List<MediaEvent> due = new ArrayList<>();
  private int heard;

  SoundingSource(String script, String sound) {
    this.pictures = new ScriptedSource(script);
    this.sound = sound;
  }

  @Override
  public StreamInfo info() {
    StreamInfo video = pictures.info();
    List<StreamInfo.Stream> streams = new ArrayList<>(video.streams());
    streams.add(new StreamInfo.Stream(StreamInfo.Kind.AUDIO, "letters", "none"));
    return new StreamInfo(video.width(), video.height(), 10, null, 1, streams);
  }

  @Override
  public @Nullable MediaEvent next() throws SourceException {
    if (!due.isEmpty()) {
      return due.remove(0);
    }
    MediaEvent event = pictures.next();
    if (event instanceof MediaEvent.Packet packet) {
      due.add(event);
      while (heard < sound.length()
          && heard * ScriptedSource.STEP <= packet.ptsMicros() + AHEAD * ScriptedSource.STEP) {
        byte[] letter = {(byte) sound.charAt(heard)};
        long at = heard++ * ScriptedSource.STEP;
        due.add(new MediaEvent.Packet(1, letter, at, at, ScriptedSource.STEP, true));
      }
      return due.remove(0);
    }
    return event;
  }

  @Override
  public void close() {}

  /** Letters to noise. */
  static final class Letters implements SoundDecoder {
    private final Random random = new Random(3);
    private int errors;

    @Override
    public List<Samples> decode(MediaEvent.Packet packet) {
      char letter = (char) packet.data()[0];
      errors = letter == 'x' ? errors + 1 : 0;
      if (letter == 'x') {
        return List.of();
      }
      float[] values = new float[Samples.RATE / 10];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (random.nextGaussian() * (letter == '#' ? 0.1 : 0.001));
      }
      return List.of(new Samples(packet.ptsMicros(), values));
    }

    @Override
    public int errorsInARow() {
      return errors;
    }

    @Override
    public void close() {}
  }
}
