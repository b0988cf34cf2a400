package io.sightline.ingest.camera;

import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.MediaEvent.Packet;
import io.sightline.ingest.media.MediaSource;
import io.sightline.ingest.media.PictureDecoder;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.StreamInfo;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A time that a test turns on, and sources that deliver their packets when it has come. */
final class Pace {
  private static final long PATIENCE_MILLIS = 20_000;

  private final Map<Paced, Long> next = new HashMap<>();
  private long nowMicros;

  synchronized long nowMicros() {
    return nowMicros;
  }

  /** Returns when whatever was to be delivered up to then has been taken. */
  synchronized void step(int steps) throws InterruptedException {
    for (int i = 0; i < steps; i++) {
      nowMicros += ScriptedSource.STEP;
      notifyAll();
      long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
      while (next.values().stream().anyMatch(at -> at <= nowMicros)) {
        if (System.nanoTime() > end) {
          throw new AssertionError("a source is stuck at " + nowMicros + ": " + next.values());
        }
        wait(100);
      }
    }
  }

  /** How many sources are open and wait for their time. */
  synchronized int waiting() {
    return (int) next.values().stream().filter(at -> at > nowMicros).count();
  }

  /** A source that begins now, of pictures that are said to be so wide. */
  MediaSource source(String script, int width) {
    return new Paced(new ScriptedSource(script), width);
  }

  private synchronized void await(Paced source, long atMicros) throws SourceException {
    next.put(source, atMicros);
    notifyAll();
    try {
      while (nowMicros < atMicros) {
        wait();
      }
    } catch (InterruptedException e) {
      next.remove(source);
      Thread.currentThread().interrupt();
      throw new SourceException("interrupted while reading");
    }
  }

  private synchronized void leave(Paced source) {
    next.remove(source);
    notifyAll();
  }

  private final class Paced implements MediaSource {
    private final ScriptedSource script;
    private final int width;
    private final long beginMicros = nowMicros() + ScriptedSource.STEP;

    Paced(ScriptedSource script, int width) {
      this.script = script;
      this.width = width;
    }

    @Override
    public StreamInfo info() {
      StreamInfo all = script.info();
      return new StreamInfo(width, width * 9 / 16, all.fps(), null, -1, all.streams());
    }

    @Override
    public @Nullable MediaEvent next() throws SourceException {
      MediaEvent event = script.next();
      if (event instanceof Packet packet) {
        await(this, beginMicros + packet.ptsMicros());
      }
      return event;
    }

    @Override
    public PictureDecoder takeDecoder() {
      return script.takeDecoder();
    }

    @Override
    public void close() {
      leave(this);
    }
  }
}
