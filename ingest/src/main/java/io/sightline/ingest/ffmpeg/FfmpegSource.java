package io.sightline.ingest.ffmpeg;

import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.MediaSource;
import io.sightline.ingest.media.PictureDecoder;
import io.sightline.ingest.media.Playback;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.SourceOptions;
import io.sightline.ingest.media.StreamInfo;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A camera or recording through FFmpeg. Interrupting the thread that is in {@link #next} makes it
 * throw.
 */
public final class FfmpegSource implements MediaSource {
  private static final Logger LOG = LoggerFactory.getLogger(FfmpegSource.class);
  private static final Duration ERROR_LINE_INTERVAL = Duration.ofSeconds(10);

  private final Address address;
  private final SourceOptions options;
  private final ErrorTally errors;
  private final StreamInfo info;
  private final Decoder decoder;
  private final Intake intake;
  private final Upright upright;
  private final PictureTools tools = new PictureTools();
  private final Pacer pacer = new Pacer(System::nanoTime, TimeUnit.NANOSECONDS::sleep);
  private final boolean paced;

  private Demuxer demuxer;
  private @Nullable DecodedPicture current;
  private long lastPictureMicros = -1;
  private long firstSize;
  private boolean draining;
  private boolean ended;
  private boolean closed;
  private boolean packetsOnly;

  /**
   * Opens a source.
   *
   * @param address a path, or an address with the scheme file, rtsp, rtsps, http, https or device
   *     ({@code device:/dev/video0})
   * @throws SourceException it cannot be opened, has no video, or does not answer in time
   */
  public static FfmpegSource open(String address, SourceOptions options) throws SourceException {
    return open(Address.parse(address), options, null);
  }

  /**
   * Opens media that Java reads, for example out of a store.
   *
   * @param name of it, for people
   * @param media stays the caller's to close, after the source
   */
  public static FfmpegSource open(String name, SeekableByteChannel media, SourceOptions options)
      throws SourceException {
    return open(Address.file(name), options, new ChannelBytes(media));
  }

  private static FfmpegSource open(
      Address parsed, SourceOptions options, CustomIo.@Nullable Bytes bytes)
      throws SourceException {
    ErrorTally errors =
        new ErrorTally(parsed.display(), ERROR_LINE_INTERVAL, System::nanoTime, LOG::warn);
    Demuxer demuxer = Demuxer.open(parsed, options, errors, bytes);
    try {
      return new FfmpegSource(parsed, options, errors, demuxer);
    } catch (SourceException e) {
      demuxer.close();
      throw e;
    }
  }

  /** An address for people: without user, password and what looks like a secret. */
  public static String display(String address) {
    return Address.mask(address);
  }

  private FfmpegSource(Address address, SourceOptions options, ErrorTally errors, Demuxer demuxer)
      throws SourceException {
    this.address = address;
    this.options = options;
    this.errors = errors;
    this.demuxer = demuxer;
    this.info = demuxer.tracks().info();
    this.upright = new Upright(demuxer.tracks().video().parameters().quarterTurns());
    this.paced = options.playback() == Playback.REAL_TIME && !address.live();
    this.intake = new Intake(address.display(), demuxer, errors);
    this.decoder = Decoder.open(address.display(), demuxer.tracks().video(), options, errors);
  }

  @Override
  public StreamInfo info() {
    return info;
  }

  @Override
  public long errors() {
    return errors.total();
  }

  @Override
  public long senderMicros() {
    return intake.senderMicros();
  }

  @Override
  public long waitedMicros() {
    long waited = demuxer.flowingMicros() - intake.leftOutMicros();
    return address.live() ? Math.max(0, waited) : 0;
  }

  @Override
  public @Nullable MediaEvent next() throws SourceException {
    if (closed) {
      throw new IllegalStateException(address.display() + " is closed");
    }
    if (!packetsOnly) {
      forgetPicture(); // else the decoder's user does, perhaps in another thread
    }
    while (!ended) {
      MediaEvent event = packetsOnly ? null : picture();
      if (event == null && !draining) {
        event = packet();
      } else if (event == null) {
        lapEnded();
      }
      if (event != null) {
        return event;
      }
    }
    return null;
  }

  @Override
  public PictureDecoder takeDecoder() {
    packetsOnly = true;
    return new PacketDecoder(
        decoder,
        demuxer.tracks().video().parameters().extradata(),
        this::picture,
        () -> lastPictureMicros = -1);
  }

  private @Nullable DecodedPicture picture() throws SourceException {
    while (decoder.receive()) {
      AVFrame frame = decoder.frame();
      checkSize(frame);
      long told = frame.best_effort_timestamp();
      long pts =
          told != avutil.AV_NOPTS_VALUE
              ? told
              : lastPictureMicros + demuxer.tracks().video().frameMicros();
      if (pts >= 0) {
        lastPictureMicros = Math.max(pts, lastPictureMicros + 1);
        current = new DecodedPicture(frame, upright, tools, lastPictureMicros);
        return current;
      }
    }
    return null;
  }

  private @Nullable MediaEvent packet() throws SourceException {
    Intake.Taken taken = intake.next();
    if (taken == null) {
      draining = true;
      if (!packetsOnly) {
        decoder.drain();
      }
      return null;
    }
    if (paced) {
      pace(taken.event().dtsMicros());
    }
    if (taken.video() != null && !packetsOnly) {
      decoder.send(taken.video());
    }
    return taken.event();
  }

  private void lapEnded() throws SourceException {
    SourceException failure = demuxer.failure();
    if (failure != null) {
      throw failure;
    }
    if (decoder.pictures() == 0 && !packetsOnly) {
      throw failed("no picture in it can be decoded: " + errors.last());
    }
    String missing = demuxer.missing(intake.endMicros());
    if (options.loop() && !address.live()) {
      beginAgain();
    } else if (missing.isEmpty()) {
      ended = true;
    } else {
      throw failed(missing);
    }
  }

  private void beginAgain() throws SourceException {
    demuxer.close();
    demuxer = Demuxer.open(address, options, errors);
    if (!demuxer.tracks().info().sameMediaAs(info)) {
      throw failed("it was replaced by another recording while it was played in a loop");
    }
    intake.again(demuxer);
    if (!packetsOnly) {
      decoder.restart();
    }
    draining = false;
  }

  private void pace(long dtsMicros) throws SourceException {
    try {
      pacer.await(dtsMicros);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("interrupted while waiting for the next packet's time");
    }
  }

  private void checkSize(AVFrame frame) throws SourceException {
    long size = (long) frame.width() << 32 | frame.height();
    if (firstSize != 0 && size != firstSize) {
      throw SourceException.changed(
          told(
              String.format(
                  "its picture changed from %dx%d to %dx%d",
                  firstSize >>> 32, (int) firstSize, frame.width(), frame.height())));
    }
    firstSize = size;
  }

  private SourceException failed(String why) {
    return new SourceException(told(why));
  }

  private String told(String why) {
    return String.format(
        Locale.ROOT,
        "%s: %s (%d pictures up to %.1f s)",
        address.display(),
        why,
        decoder.pictures(),
        Math.max(0, lastPictureMicros) / 1e6);
  }

  private void forgetPicture() {
    if (current != null) {
      current.invalidate();
      current = null;
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    forgetPicture();
    errors.flush();
    tools.close();
    upright.close();
    decoder.close();
    demuxer.close();
  }
}
