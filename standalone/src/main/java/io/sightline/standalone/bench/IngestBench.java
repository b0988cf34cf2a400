package io.sightline.standalone.bench;

import io.sightline.standalone.bench.CameraHarness.Work;
import io.sightline.standalone.bench.StreamMaker.Rate;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code bench ingest}: cameras without a broker, beside ffmpeg and motion. Processor time only, so
 * that other work on the machine does not matter much. A figure without a suffix is what one camera
 * more costs; {@code _steady} is one camera. Both in a process that has warmed up, and for ours as
 * for ffmpeg without the beginning of the stream, in which ingest learns the scene.
 */
public final class IngestBench implements AutoCloseable {
  private static final int ACTIVE_SECONDS = 48;
  private static final int ACTIVE_CAMERAS = 4;
  private static final int BUSY_SECONDS = 240;
  private static final int BUSY_VISIT_EVERY = 60;
  private static final int MOTION_CAMERAS = 3;

  /** Recording is so cheap that a lap of it leaves most to be compiled. */
  private static final int RECORDING_WARM_UPS = 25;

  private static final int ACTIVE_WARM_UPS = 2;

  /** What is measured. */
  public enum Part {
    /** Quiet scenes, beside decoding and motion. */
    IDLE,
    /** Recording alone, beside copying. */
    RECORD,
    /** Somebody always there, beside decoding. */
    ACTIVE,
    /** Whether many visits are found; nothing else is told of them. */
    VISITS
  }

  /**
   * @param parts what is measured
   * @param seconds of an idle stream
   * @param cameras idle ones at a time
   * @param folder in which one for the run is made, and deleted in the end
   */
  public record Settings(
      Set<Part> parts, int seconds, int cameras, double analysedPerSecond, long seed, Path folder) {
    public Settings {
      parts = Set.copyOf(parts);
      if (seconds < 120) {
        throw new IllegalArgumentException("--seconds " + seconds + ": expected 120 or more");
      }
      if (cameras < 2) {
        throw new IllegalArgumentException("--cameras " + cameras + ": expected 2 or more");
      }
    }
  }

  private final Settings settings;
  private final PrintWriter progress;
  private final Tool tool;
  private final ScratchFolder scratch;
  private final Path folder;
  private final IngestLoad load;
  private final Ffmpeg ffmpeg;
  private final Map<String, Object> figures = new LinkedHashMap<>();
  private final Map<String, Object> raw = new LinkedHashMap<>();
  private long missed;

  public IngestBench(Settings settings, PrintWriter progress) throws IOException {
    this.settings = settings;
    this.progress = progress;
    this.scratch = new ScratchFolder(settings.folder());
    this.folder = scratch.path();
    String classPath = System.getProperty("java.class.path");
    this.tool = new Tool(folder, Map.of("CLASSPATH", classPath, "MALLOC_ARENA_MAX", "2"));
    this.ffmpeg = new Ffmpeg(folder, tool);
    this.load = new IngestLoad(folder, tool, settings.analysedPerSecond());
  }

  /** Returns the figures by name, in the order in which they are to be told. */
  public Map<String, Object> run() throws IOException, InterruptedException {
    if (!Tool.exists("ffmpeg")) {
      throw new IOException("no ffmpeg found: the bench makes its streams with x264 in Debian's");
    }
    StreamMaker maker = new StreamMaker(folder, tool, settings.seed());
    List<Stream> streams = new ArrayList<>();
    if (wants(Part.IDLE) || wants(Part.RECORD)) {
      say("making the idle stream");
      streams.add(maker.idle(Rate.VARIABLE, settings.seconds(), settings.seconds()));
    }
    if (wants(Part.IDLE)) {
      figures.put("decode_ms_per_second", Figures.round(idle("idle", streams.get(0))));
      say("making the stream of a constant rate");
      Stream constant = maker.idle(Rate.CONSTANT, settings.seconds(), settings.seconds());
      streams.add(constant);
      idle("idle_cbr", constant);
      motion(streams.get(0));
    }
    if (wants(Part.RECORD)) {
      record(streams.get(0));
    }
    if (wants(Part.ACTIVE)) {
      say("making the active stream");
      Stream active = maker.active(ACTIVE_SECONDS);
      streams.add(active);
      active(active);
    }
    for (Rate rate : wants(Part.VISITS) ? List.of(Rate.values()) : List.<Rate>of()) {
      visits(maker.idle(rate, BUSY_SECONDS, BUSY_VISIT_EVERY));
    }
    if (!settings.parts().equals(Set.of(Part.RECORD))) {
      figures.put("visits_missed", missed);
    }
    return told(streams);
  }

  private boolean wants(Part part) {
    return settings.parts().contains(part);
  }

  private double idle(String name, Stream stream) throws IOException, InterruptedException {
    double decode = decode(name, stream);
    say(stream.name() + ": one camera, then " + settings.cameras());
    Slope slope = Slope.measure(load, stream, Work.ALL, settings.cameras(), 1, 1);
    missed += slope.missed();
    figures.put(name + "_vs_decode", Figures.round(slope.marginalMillis() / decode));
    figures.put(name + "_vs_decode_steady", Figures.round(slope.steadyMillis() / decode));
    raw.put(name + "_marginal_ms_per_second", Figures.round(slope.marginalMillis()));
    raw.put(name + "_steady_ms_per_second", Figures.round(slope.steadyMillis()));
    raw.put(name, slope.raw());
    return decode;
  }

  private double decode(String name, Stream stream) throws IOException, InterruptedException {
    say(stream.name() + ": ffmpeg decodes");
    double millis = ffmpeg.decodeMillis(stream);
    raw.put(name + "_decode_ms_per_second", Figures.round(millis));
    return millis;
  }

  private void motion(Stream stream) throws IOException, InterruptedException {
    if (!Tool.exists("motion")) {
      figures.put("idle_vs_motion", null);
      figures.put("idle_vs_motion_why", "no motion found: apt-get install motion");
      return;
    }
    say("motion");
    try {
      Motion motion = new Motion(folder, tool);
      double steady = motion.steadyMillis(stream);
      double marginal = motion.marginalMillis(stream, MOTION_CAMERAS);
      double ours = number("idle_marginal_ms_per_second");
      figures.put("idle_vs_motion", Figures.round(ours / marginal));
      figures.put(
          "idle_vs_motion_steady", Figures.round(number("idle_steady_ms_per_second") / steady));
      raw.put("motion_steady_ms_per_second", Figures.round(steady));
      raw.put("motion_marginal_ms_per_second", Figures.round(marginal));
    } catch (IOException e) {
      figures.put("idle_vs_motion", null);
      figures.put("idle_vs_motion_why", "motion failed: " + e.getMessage());
    }
  }

  private void record(Stream stream) throws IOException, InterruptedException {
    say("ffmpeg copies: one at a time, then " + settings.cameras() + " at once");
    Ffmpeg.Baseline copy = ffmpeg.copying(stream, settings.cameras());
    say("recording: one camera, then " + settings.cameras());
    Slope slope =
        Slope.measure(
            load, stream, Work.RECORDING, settings.cameras(), RECORDING_WARM_UPS, Slope.ROUNDS);
    figures.put("record_vs_copy", Figures.round(slope.marginalMillis() / copy.marginalMillis()));
    figures.put("record_vs_copy_steady", Figures.round(slope.steadyMillis() / copy.steadyMillis()));
    raw.put("copy_marginal_ms_per_second", Figures.round(copy.marginalMillis()));
    raw.put("copy_steady_ms_per_second", Figures.round(copy.steadyMillis()));
    raw.put("record_marginal_ms_per_second", Figures.round(slope.marginalMillis()));
    raw.put("record_steady_ms_per_second", Figures.round(slope.steadyMillis()));
    raw.put("record", slope.raw());
  }

  /** Four at once share the processor's caches: so do the decoders beside which they are held. */
  private void active(Stream stream) throws IOException, InterruptedException {
    say("active: ffmpeg decodes one at a time, then " + ACTIVE_CAMERAS + " at once");
    Ffmpeg.Baseline decode = ffmpeg.decoding(stream, ACTIVE_CAMERAS);
    say("active: one camera, then " + ACTIVE_CAMERAS);
    Slope slope =
        Slope.measure(load, stream, Work.ALL, ACTIVE_CAMERAS, ACTIVE_WARM_UPS, Slope.ROUNDS);
    missed += slope.missed();
    double marginal = slope.marginalMillis() - decode.marginalMillis();
    double steady = slope.steadyMillis() - decode.steadyMillis();
    figures.put("active_extra_ms_per_frame", perFrame(marginal));
    figures.put("active_extra_ms_per_frame_steady", perFrame(steady));
    raw.put("active_decode_marginal_ms_per_frame", perFrame(decode.marginalMillis()));
    raw.put("active_decode_steady_ms_per_frame", perFrame(decode.steadyMillis()));
    raw.put("active_marginal_ms_per_frame", perFrame(slope.marginalMillis()));
    raw.put("active_steady_ms_per_frame", perFrame(slope.steadyMillis()));
    raw.put("active", slope.raw());
  }

  private static double perFrame(double millisPerSecond) {
    return Figures.round(millisPerSecond / RoomFilm.FPS);
  }

  /** Many visits, for what is found alone. */
  private void visits(Stream stream) throws IOException, InterruptedException {
    say(stream.name() + ": " + stream.visits().size() + " visits");
    IngestLoad.Cost cost = load.run(Work.ALL, List.of(new IngestLoad.Lap(stream.file(), 1))).get(0);
    missed += cost.missed(stream, 1);
    raw.put(stream.name() + "_visits", stream.visits());
    raw.put(stream.name() + "_found", cost.activities());
  }

  private Map<String, Object> told(List<Stream> streams) throws IOException, InterruptedException {
    Map<String, Object> all = new LinkedHashMap<>(figures);
    all.put("raw", raw);
    all.put("settings", settings(streams));
    return all;
  }

  private Map<String, Object> settings(List<Stream> streams)
      throws IOException, InterruptedException {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("parts", new TreeSet<>(settings.parts()));
    told.put("seconds", settings.seconds());
    told.put("cameras", settings.cameras());
    told.put("active_cameras", ACTIVE_CAMERAS);
    told.put("analysed_per_second", settings.analysedPerSecond());
    told.put("seed", settings.seed());
    told.put("ffmpeg", ffmpeg.version());
    told.put("java", System.getProperty("java.runtime.version"));
    told.put("processors", Runtime.getRuntime().availableProcessors());
    for (Stream stream : streams) {
      told.put(stream.name() + "_sha256", Digest.of(stream.file()));
      told.put(stream.name() + "_bits_per_second", bits(stream));
      told.put(stream.name() + "_visits", stream.visits());
      told.put(stream.name() + "_seconds", stream.seconds());
      told.put(stream.name() + "_seconds_left_out", stream.beginningSeconds());
    }
    return told;
  }

  private static long bits(Stream stream) throws IOException {
    return Math.round(Files.size(stream.file()) * 8 / stream.seconds());
  }

  private double number(String figure) {
    return raw.get(figure) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  /** Deletes the streams. */
  @Override
  public void close() throws IOException {
    scratch.close();
  }

  private void say(String what) {
    progress.println(what + " ...");
    progress.flush();
  }
}
