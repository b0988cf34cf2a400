package io.sightline.ingest.ffmpeg;

import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.SourceOptions;
import io.sightline.ingest.media.SourceOptions.RtspTransport;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avdevice;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Opens a container of any kind of address, within its time limit, or says why not. */
final class Opening {
  /** FFmpeg would take any text file for a drawing in letters. */
  private static final Set<String> TEXT_ART = Set.of("tty", "bin", "xbin", "adf", "idf");

  private static final String DEVICE_FORMAT = "v4l2";
  private static final long LIVE_ANALYSIS_MICROS = 3_000_000;

  private final Address address;
  private final SourceOptions options;
  private final Deadline deadline;
  private final @Nullable CustomIo bytes;

  private Opening(
      Address address, SourceOptions options, Deadline deadline, @Nullable CustomIo bytes) {
    this.address = address;
    this.options = options;
    this.deadline = deadline;
    this.bytes = bytes;
  }

  /**
   * What was opened.
   *
   * @param flowingNanos when media began to flow, as {@link System#nanoTime()} tells
   */
  record Opened(AVFormatContext context, long flowingNanos) {}

  /** The caller closes what it gets. */
  static Opened open(Address address, SourceOptions options, Deadline deadline)
      throws SourceException {
    return open(address, options, deadline, null);
  }

  /**
   * @param bytes what is at the address, if Java knows; closed after the context
   */
  static Opened open(
      Address address, SourceOptions options, Deadline deadline, @Nullable CustomIo bytes)
      throws SourceException {
    return new Opening(address, options, deadline, bytes).open();
  }

  private Opened open() throws SourceException {
    if (address.kind() == Address.Kind.FILE && bytes == null) {
      checkFile();
    } else if (address.kind() == Address.Kind.DEVICE) {
      checkDevice();
    }
    NativeLog.takeLastError();
    deadline.restart(options.openTimeout());
    AVFormatContext context = avformat.avformat_alloc_context();
    deadline.attach(context);
    if (bytes != null) {
      bytes.attach(context);
    }
    AVDictionary dictionary = dictionary();
    int result =
        avformat.avformat_open_input(context, address.target(), deviceFormat(), dictionary);
    avutil.av_dict_free(dictionary);
    if (result < 0) {
      // The context is gone already.
      throw failed(result);
    }
    long flowingNanos = System.nanoTime();
    try {
      checkFormat(context.iformat().name().getString());
      result = avformat.avformat_find_stream_info(context, (AVDictionary) null);
      if (result < 0) {
        throw failed(result);
      }
      return new Opened(context, flowingNanos);
    } catch (SourceException e) {
      avformat.avformat_close_input(context);
      throw e;
    }
  }

  private void checkDevice() throws SourceException {
    Path path = Path.of(address.target());
    if (!Files.exists(path)) {
      throw new SourceException("cannot open " + address.display() + ": no such device");
    }
    if (!Files.isReadable(path)) {
      throw new SourceException(
          "cannot open "
              + address.display()
              + ": this user may not read it (group video, as a rule)");
    }
  }

  private void checkFile() throws SourceException {
    Path path;
    try {
      path = Path.of(address.path());
    } catch (InvalidPathException e) {
      throw new SourceException("cannot open " + address.display() + ": " + e.getReason());
    }
    if (!Files.exists(path)) {
      throw new SourceException("cannot open " + address.display() + ": no such file");
    }
    if (Files.isDirectory(path)) {
      throw new SourceException("cannot open " + address.display() + ": it is a folder");
    }
    if (Files.isRegularFile(path) && path.toFile().length() == 0) {
      throw new SourceException("cannot open " + address.display() + ": the file is empty");
    }
  }

  private void checkFormat(String format) throws SourceException {
    boolean picture = format.endsWith("_pipe") || format.equals("image2");
    if (TEXT_ART.contains(format) || (picture && !address.live())) {
      throw new SourceException(
          "cannot open "
              + address.display()
              + ": it is "
              + (picture ? "a still picture (" + format + ")" : "text")
              + ", expected a video");
    }
  }

  private SourceException failed(int result) {
    String why;
    if (Thread.currentThread().isInterrupted()) {
      why = "interrupted";
    } else if (deadline.passed()) {
      why = "no answer within " + Demuxer.text(options.openTimeout());
    } else if (result == avutil.AVERROR_HTTP_UNAUTHORIZED()) {
      why = "it refuses user name or password (401)";
    } else if (result == avutil.AVERROR_INVALIDDATA()) {
      why = "it is no video that can be read, or it is cut off: " + Ffmpeg.why(result);
    } else {
      why = Ffmpeg.why(result);
    }
    return new SourceException("cannot open " + address.display() + ": " + why);
  }

  private @Nullable AVInputFormat deviceFormat() throws SourceException {
    if (address.kind() != Address.Kind.DEVICE) {
      return null;
    }
    avdevice.avdevice_register_all();
    AVInputFormat format = avformat.av_find_input_format(DEVICE_FORMAT);
    if (format == null || format.isNull()) {
      throw new SourceException(
          "cannot open " + address.display() + ": devices need Linux (" + DEVICE_FORMAT + ")");
    }
    return format;
  }

  private AVDictionary dictionary() {
    AVDictionary dictionary = new AVDictionary(null);
    set(dictionary, "fflags", "+genpts");
    String openMicros = Long.toString(options.openTimeout().toNanos() / 1000);
    String readMicros = Long.toString(options.readTimeout().toNanos() / 1000);
    switch (address.kind()) {
      case FILE -> set(dictionary, "protocol_whitelist", "file,crypto,data");
      case HTTP -> {
        set(dictionary, "protocol_whitelist", "http,https,httpproxy,tcp,tls,crypto,data");
        set(dictionary, "rw_timeout", readMicros);
      }
      case RTSP, RTSP_UDP -> {
        RtspTransport transport =
            address.kind() == Address.Kind.RTSP_UDP ? RtspTransport.UDP : options.rtspTransport();
        set(dictionary, "rtsp_transport", transport.name().toLowerCase(Locale.ROOT));
        set(dictionary, "timeout", openMicros);
      }
      case DEVICE -> {}
    }
    if (address.live()) {
      set(dictionary, "analyzeduration", Long.toString(LIVE_ANALYSIS_MICROS));
    }
    return dictionary;
  }

  private static void set(AVDictionary dictionary, String key, String value) {
    avutil.av_dict_set(dictionary, key, value, 0);
  }
}
