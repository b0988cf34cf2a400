package io.sightline.ingest.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.ingest.mask.Masks;
import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.MediaSource;
import io.sightline.ingest.media.PictureDecoder;
import io.sightline.ingest.media.PixelBox;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.StreamInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ten pictures a second, a key picture each second, told by a script: '.' an empty room, '#' a box
 * that moves from picture to picture, 'd' the box standing still, '!' the source fails, '_' nothing
 * comes, '*' it sends pictures of another size; '+' a smaller box that moves, in a picture that has
 * ten times as many pixels each way.
 */
final class ScriptedSource implements MediaSource {
  static final long STEP = 100_000;
  private static final int WIDTH = 192;
  private static final int HEIGHT = 108;

  private final Map<Long, Drawn> pictures = new HashMap<>();
  private final Iterator<MediaEvent> events;
  private boolean packetsOnly;

  ScriptedSource(String script) {
    List<MediaEvent> all = new ArrayList<>();
    int box = 0;
    for (int i = 0; i < script.length(); i++) {
      char what = script.charAt(i);
      if (what == '_') {
        continue;
      }
      box += what == '#' || what == '+' ? 4 : 0;
      boolean key = i % 10 == 0;
      all.add(new MediaEvent.Packet(0, new byte[] {(byte) what}, i * STEP, i * STEP, STEP, key));
      Drawn drawn = new Drawn(i * STEP, what, 8 + box % 160);
      all.add(drawn);
      pictures.put(drawn.ptsMicros(), drawn);
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
    return packetsOnly && event instanceof Drawn ? next() : event;
  }

  /** Asks for a key picture first, as a real one does. */
  @Override
  public PictureDecoder takeDecoder() {
    packetsOnly = true;
    return new PictureDecoder() {
      private boolean begun;

      @Override
      public void decode(MediaEvent.Packet packet, Viewer viewer) throws IOException {
        assertThat(begun || packet.key()).isTrue();
        begun = true;
        Drawn picture = pictures.get(packet.ptsMicros());
        if (picture != null) {
          viewer.show(picture);
        }
      }

      @Override
      public void drain(Viewer viewer) {
        begun = false;
      }

      @Override
      public void restart() {
        begun = false;
      }

      @Override
      public void glance(MediaEvent.Packet key, Viewer viewer) throws IOException {
        begun = false;
        decode(key, viewer);
        begun = false;
      }

      @Override
      public byte[] extradata() {
        return new byte[0];
      }
    };
  }

  @Override
  public void close() {}

  private record Drawn(long ptsMicros, char what, int box) implements MediaEvent.Picture {
    @Override
    public int width() {
      return what == '+' ? 10 * WIDTH : WIDTH;
    }

    @Override
    public int height() {
      return what == '+' ? 10 * HEIGHT : HEIGHT;
    }

    @Override
    public byte[] luma(int width, int height) {
      byte[] luma = new byte[width * height];
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          int bottom = what == '+' ? 55 : 80;
          boolean inBox = what != '.' && x >= box && x < box + 14 && y >= 30 && y < bottom;
          luma[y * width + x] = (byte) (inBox ? 220 : 60 + (x + y) % 50);
        }
      }
      return luma;
    }

    @Override
    public byte[] jpeg(int maxWidth) {
      return new byte[] {(byte) 0xff, (byte) 0xd8, (byte) what};
    }

    @Override
    public byte[] crop(PixelBox part, int maxSide, Masks masks) {
      return new byte[] {(byte) 0xff, (byte) 0xd8, (byte) part.width()};
    }
  }
}
