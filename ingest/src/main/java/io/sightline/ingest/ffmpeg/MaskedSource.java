package io.sightline.ingest.ffmpeg;

import io.sightline.ingest.mask.Masks;
import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.MediaEvent.Packet;
import io.sightline.ingest.media.MediaSource;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.SourceOptions;
import io.sightline.ingest.media.StreamInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A source whose video is encoded anew with its masks black: whoever reads it cannot get at what
 * lies under them. Sound passes as it comes.
 */
public final class MaskedSource implements MediaSource {
  private static final Logger LOG = LoggerFactory.getLogger(MaskedSource.class);
  private static final Duration ERROR_LINE_INTERVAL = Duration.ofSeconds(10);

  private static final Upright AS_IT_LIES = new Upright(0);

  private final MediaSource inner;
  private final int video;
  private final ErrorTally errors;
  private final Decoder decoder;
  private final MaskingEncoder encoder;
  private final StreamInfo info;
  private final long frameMicros;
  private final Upright upright;
  private final PictureTools tools = new PictureTools();
  private @Nullable DecodedPicture ready;
  private @Nullable DecodedPicture shown;
  private long lastMicros = -1;
  private boolean drained;

  /**
   * @param inner is closed with this, also if this fails
   * @param name of the source, for people, without a password
   * @param masks those that are burnt in
   */
  public static MaskedSource over(
      MediaSource inner, String name, Masks masks, SourceOptions options) throws SourceException {
    try {
      return new MaskedSource(inner, name, masks, options);
    } catch (SourceException | RuntimeException e) {
      inner.close();
      throw e;
    }
  }

  private MaskedSource(MediaSource inner, String name, Masks masks, SourceOptions options)
      throws SourceException {
    this.inner = inner;
    StreamInfo from = inner.info();
    this.video = video(from);
    StreamInfo.Stream stream = from.streams().get(video);
    CodecParameters parameters = (CodecParameters) stream.parameters();
    this.frameMicros = Math.round(Ffmpeg.MICROS_PER_SECOND / (from.fps() > 0 ? from.fps() : 25));
    this.errors = new ErrorTally(name, ERROR_LINE_INTERVAL, System::nanoTime, LOG::info);
    Demuxer.Track track =
        new Demuxer.Track(
            0, video, stream.kind(), stream.codec(), parameters, 1, 1_000_000, frameMicros);
    this.upright = new Upright(parameters.quarterTurns());
    this.encoder = MaskingEncoder.open(name, parameters, from.fps(), masks);
    try {
      this.info = info(from);
      this.decoder = Decoder.open(name, track, options, errors);
    } catch (SourceException e) {
      encoder.close();
      throw e;
    }
  }

  private static int video(StreamInfo info) {
    int video = 0;
    while (info.streams().get(video).kind() != StreamInfo.Kind.VIDEO) {
      video++;
    }
    return video;
  }

  private StreamInfo info(StreamInfo from) throws SourceException {
    List<StreamInfo.Stream> streams = new ArrayList<>(from.streams());
    streams.set(
        video, new StreamInfo.Stream(StreamInfo.Kind.VIDEO, encoder.codec(), encoder.parameters()));
    return new StreamInfo(
        encoder.width(),
        encoder.height(),
        from.fps(),
        from.createdAt(),
        from.durationMicros(),
        List.copyOf(streams));
  }

  @Override
  public StreamInfo info() {
    return info;
  }

  @Override
  public boolean burnsMasksIn() {
    return true;
  }

  @Override
  public long errors() {
    return inner.errors();
  }

  @Override
  public long senderMicros() {
    return inner.senderMicros();
  }

  @Override
  public long waitedMicros() {
    return inner.waitedMicros();
  }

  @Override
  public @Nullable MediaEvent next() throws SourceException {
    if (shown != null) {
      shown.invalidate();
      shown = null;
    }
    while (true) {
      MediaEvent event = encoder.receive(video);
      if (event == null) {
        event = picture();
      }
      if (event != null || drained) {
        return event;
      }
      if (!decode()) {
        MediaEvent passed = take(inner.next());
        if (passed != null) {
          return passed;
        }
      }
    }
  }

  /** The picture whose packet has been delivered. */
  private @Nullable MediaEvent picture() {
    shown = ready;
    ready = null;
    return shown;
  }

  /** Whether there was another picture; it is in the encoder then. */
  private boolean decode() throws SourceException {
    while (decoder.receive()) {
      AVFrame frame = decoder.frame();
      long told = frame.best_effort_timestamp();
      long pts = told == avutil.AV_NOPTS_VALUE ? lastMicros + frameMicros : told;
      if (pts > lastMicros) {
        lastMicros = pts;
        AVFrame shown = upright.turn(frame);
        encoder.send(shown, pts);
        ready = new DecodedPicture(shown, AS_IT_LIES, tools, pts);
        return true;
      }
    }
    if (decoder.drained()) {
      encoder.drain();
      drained = true;
      return true;
    }
    return false;
  }

  /** Returns what is delivered as it came; the source's own pictures and its video are not. */
  private @Nullable MediaEvent take(@Nullable MediaEvent event) throws SourceException {
    if (event == null) {
      decoder.drain();
    } else if (event instanceof Packet packet) {
      if (packet.stream() != video) {
        return packet;
      }
      send(packet);
    }
    return null;
  }

  private void send(Packet from) throws SourceException {
    AVPacket packet = avcodec.av_packet_alloc();
    try {
      if (LentPacket.fill(packet, from) < 0) {
        throw new SourceException("no memory for a packet of " + from.size() + " bytes");
      }
      packet.pts(from.ptsMicros()).dts(from.dtsMicros()).duration(from.durationMicros());
      packet.flags(from.key() ? avcodec.AV_PKT_FLAG_KEY : 0);
      decoder.send(packet);
    } finally {
      avcodec.av_packet_free(packet);
    }
  }

  @Override
  public void close() {
    if (shown != null) {
      shown.invalidate();
    }
    errors.flush();
    tools.close();
    upright.close();
    encoder.close();
    decoder.close();
    inner.close();
  }
}
