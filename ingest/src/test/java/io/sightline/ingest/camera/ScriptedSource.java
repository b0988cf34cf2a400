package io.sightline.ingest.camera;

import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.MediaSource;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.StreamInfo;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ten pictures a second, a key picture each second, told by a script: '.' an empty room, '#' a box
 * that moves from picture to picture, 'd' the box standing still, '!' the source fails, '*' it
 * sends pictures of another size.
 */
final class ScriptedSource implements MediaSource {
  static final long STEP = 100_000;
  private static final int WIDTH = 192;
  private static final int HEIGHT = 108;

  private final Iterator<MediaEvent> events;

  ScriptedSource(String script) {
    List<MediaEvent> all = new ArrayList<>();
    int box = 0;
    for (int i = 0; i < script.length(); i++) {
      char what = script.charAt(i);
      box += what == '#' ? 4 : 0;
      boolean key = i % 10 == 0;
      all.add(new MediaEvent.Packet(0, new byte[] {(byte) what}, i * STEP, i * STEP, STEP, key));
      all.add(new Drawn(i * STEP, what, 8 + box % 160));
    }
    this.events = all.iterator();
  }

  @Override
  public StreamInfo info() {
    StreamInfo.Stream video = new StreamInfo.Stream(StreamInfo.Kind.VIDEO, "h264", "none");
    return new StreamInfo(WIDTH, HEIGHT, 10, null, 1, List.of(video));
  }

  @Override
  public @Nullable MediaEvent next() throws SourceException {
    if (!events.hasNext()) {
      return null;
    }
    MediaEvent event = events.next();
    if (event instanceof Drawn drawn && drawn.what() == '!') {
      throw new SourceException("cable pulled");
    }
    if (event instanceof Drawn drawn && drawn.what() == '*') {
      throw SourceException.changed("its picture changed");
    }
    return event;
  }

  @Override
  public void close() {}

  private record Drawn(long ptsMicros, char what, int box) implements MediaEvent.Picture {
    @Override
    public int width() {
      return WIDTH;
    }

    @Override
    public int height() {
      return HEIGHT;
    }

    @Override
    public byte[] luma(int width, int height) {
      byte[] luma = new byte[width * height];
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          boolean inBox = what != '.' && x >= box && x < box + 14 && y >= 30 && y < 80;
          luma[y * width + x] = (byte) (inBox ? 220 : 60 + (x + y) % 50);
        }
      }
      return luma;
    }

    @Override
    public byte[] jpeg(int maxWidth) {
      return new byte[] {(byte) 0xff, (byte) 0xd8, (byte) what};
    }
  }
}
