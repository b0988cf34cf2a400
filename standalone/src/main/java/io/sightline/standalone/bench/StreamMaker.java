package io.sightline.standalone.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Makes the bench's streams with x264 in Debian's ffmpeg. A film of a quiet room and of visits is
 * encoded in one go and cut at key pictures; a long stream is the quiet piece over and over, with
 * the visits at random places.
 */
final class StreamMaker {
  private static final int GOP_SECONDS = 2;
  private static final int SETTLE_SECONDS = 4;
  private static final int QUIET_SECONDS = 20;
  private static final int ACTIVE_BEGINNING_SECONDS = 8;
  private static final int PIECE_SECONDS = 10;
  private static final int VISITS = 3;
  private static final int FILM_SECONDS =
      SETTLE_SECONDS + QUIET_SECONDS + VISITS * PIECE_SECONDS + GOP_SECONDS;
  private static final String NO_LOOKAHEAD = "rc-lookahead=0:mbtree=0:scenecut=0:bframes=0";

  /** How a camera's encoder keeps its rate. */
  enum Rate {
    /** The quantiser of a quiet picture, as cameras hold it at a variable rate. */
    VARIABLE("-qp", "22"),
    CONSTANT("-b:v", "4M", "-maxrate", "4M", "-bufsize", "4M");

    private final List<String> options;

    Rate(String... options) {
      this.options = List.of(options);
    }
  }

  private final Path folder;
  private final Tool tool;
  private final long seed;

  StreamMaker(Path folder, Tool tool, long seed) {
    this.folder = folder;
    this.tool = tool;
    this.seed = seed;
  }

  /** Quiet, with one visit in about each {@code visitEvery} seconds. */
  Stream idle(Rate rate, int seconds, int visitEvery) throws IOException, InterruptedException {
    String name = "idle-" + rate.name().toLowerCase(Locale.ROOT) + "-" + visitEvery;
    List<RoomFilm.Visit> film = film();
    Path pieces = cut(rate, film);
    List<String> list = new ArrayList<>(List.of(piece(pieces, 0)));
    List<Stream.Span> visits = new ArrayList<>();
    Random random = new Random(seed + visitEvery);
    double at = SETTLE_SECONDS;
    for (int i = 0; at < seconds; i++) {
      double block = i * (double) visitEvery;
      double wanted =
          block + QUIET_SECONDS + random.nextDouble() * (visitEvery - 2 * QUIET_SECONDS);
      while (at < Math.min(wanted, seconds)) {
        list.add(piece(pieces, 1));
        at += QUIET_SECONDS;
      }
      if (at + PIECE_SECONDS + QUIET_SECONDS < seconds) {
        int which = i % VISITS;
        RoomFilm.Visit visit = film.get(which);
        double from = at + visit.fromSecond() - pieceStart(which);
        visits.add(new Stream.Span(from, from + visit.seconds()));
        list.add(piece(pieces, 2 + which));
        at += PIECE_SECONDS;
      }
      double end = block + visitEvery;
      while (at < Math.min(end, seconds)) {
        list.add(piece(pieces, 1));
        at += QUIET_SECONDS;
      }
    }
    return streamOf(name, join(name, list), at, SETTLE_SECONDS + QUIET_SECONDS, visits);
  }

  /** Somebody is always there. */
  Stream active(int seconds) throws IOException, InterruptedException {
    List<RoomFilm.Visit> visits = new ArrayList<>();
    for (int at = 2; at < seconds; at += 6) {
      visits.add(new RoomFilm.Visit(at, 6, at % 4 == 0, 0.5));
    }
    Path file = folder.resolve("active.mp4");
    encode(file, Rate.VARIABLE, visits, seconds, List.of());
    List<Stream.Span> spans = List.of(new Stream.Span(2, seconds));
    return streamOf("active", file, seconds, ACTIVE_BEGINNING_SECONDS, spans);
  }

  private Stream streamOf(
      String name, Path file, double seconds, int beginningSeconds, List<Stream.Span> visits)
      throws IOException, InterruptedException {
    Path beginning = folder.resolve(name + "-beginning.mp4");
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y", "-i"));
    command.addAll(List.of(file.toString(), "-t", "" + beginningSeconds, "-c", "copy"));
    command.add(beginning.toString());
    tool.run(command);
    return new Stream(name, file, seconds, beginning, beginningSeconds, visits);
  }

  private List<RoomFilm.Visit> film() {
    Random random = new Random(seed);
    List<RoomFilm.Visit> visits = new ArrayList<>();
    for (int i = 0; i < VISITS; i++) {
      double from = pieceStart(i) + 1 + 2 * random.nextDouble();
      double length = 3 + 2.5 * random.nextDouble();
      double height = 0.35 + 0.25 * random.nextDouble();
      visits.add(new RoomFilm.Visit(from, length, random.nextBoolean(), height));
    }
    return visits;
  }

  private static int pieceStart(int visit) {
    return SETTLE_SECONDS + QUIET_SECONDS + visit * PIECE_SECONDS;
  }

  private Path cut(Rate rate, List<RoomFilm.Visit> visits)
      throws IOException, InterruptedException {
    Path pieces = folder.resolve("pieces-" + rate.name().toLowerCase(Locale.ROOT));
    if (Files.exists(pieces)) {
      return pieces;
    }
    Files.createDirectories(pieces);
    StringBuilder times = new StringBuilder().append(SETTLE_SECONDS);
    for (int i = 0; i <= VISITS; i++) {
      times.append(',').append(pieceStart(i));
    }
    List<String> format =
        List.of("-f", "segment", "-segment_times", times.toString(), "-reset_timestamps", "1");
    encode(pieces.resolve("%d.mp4"), rate, visits, FILM_SECONDS, format);
    return pieces;
  }

  private void encode(
      Path file, Rate rate, List<RoomFilm.Visit> visits, int seconds, List<String> format)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y"));
    command.addAll(List.of("-f", "rawvideo", "-pix_fmt", "yuv420p"));
    command.addAll(List.of("-s", RoomFilm.WIDTH + "x" + RoomFilm.HEIGHT));
    command.addAll(List.of("-r", "" + RoomFilm.FPS, "-i", "-", "-c:v", "libx264"));
    command.addAll(List.of("-preset", "veryfast", "-threads", "2"));
    command.addAll(List.of("-g", "" + GOP_SECONDS * RoomFilm.FPS));
    command.addAll(List.of("-keyint_min", "" + GOP_SECONDS * RoomFilm.FPS));
    command.addAll(rate.options);
    command.addAll(List.of("-x264-params", NO_LOOKAHEAD));
    command.addAll(format);
    command.add(file.toString());
    RoomFilm film = new RoomFilm(visits, seed);
    tool.run(command, out -> film.write(new BufferedOutputStream(out, 1 << 20), seconds));
  }

  private static String piece(Path pieces, int index) {
    return "file '" + pieces.resolve(index + ".mp4") + "'";
  }

  private Path join(String name, List<String> list) throws IOException, InterruptedException {
    Path file = folder.resolve(name + ".mp4");
    Path script = Files.write(folder.resolve(name + ".txt"), list);
    tool.run(
        List.of(
            "ffmpeg",
            "-v",
            "error",
            "-y",
            "-f",
            "concat",
            "-safe",
            "0",
            "-i",
            script.toString(),
            "-c",
            "copy",
            file.toString()));
    return file;
  }
}
