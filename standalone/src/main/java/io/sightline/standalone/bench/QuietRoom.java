package io.sightline.standalone.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A recording of the bench's room in which nothing happens, as a camera's encoder makes it. */
public final class QuietRoom {
  public static final int FPS = RoomFilm.FPS;
  private static final int FILM_SECONDS = 20;
  private static final int GOP_SECONDS = 2;

  private QuietRoom() {}

  /**
   * Writes H.264 of 1280x720 in Matroska: 20 s of film over and over.
   *
   * @param folder for the film, too
   */
  public static Path make(Path folder, int seconds, long seed)
      throws IOException, InterruptedException {
    if (!Tool.exists("ffmpeg")) {
      throw new IOException("no ffmpeg found: the recording is made with x264 in Debian's");
    }
    Tool tool = new Tool(folder, Map.of());
    Path film = folder.resolve("film.mkv");
    List<String> encode = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y"));
    encode.addAll(List.of("-f", "rawvideo", "-pix_fmt", "yuv420p"));
    encode.addAll(List.of("-s", RoomFilm.WIDTH + "x" + RoomFilm.HEIGHT, "-r", "" + FPS));
    encode.addAll(List.of("-i", "-", "-vf", "scale=1280:720", "-c:v", "libx264"));
    encode.addAll(List.of("-preset", "veryfast", "-qp", "20", "-bf", "0"));
    encode.addAll(List.of("-g", "" + GOP_SECONDS * FPS, "-keyint_min", "" + GOP_SECONDS * FPS));
    encode.addAll(List.of("-x264-params", "rc-lookahead=0:mbtree=0:scenecut=0"));
    encode.add(film.toString());
    RoomFilm room = new RoomFilm(List.of(), seed);
    tool.run(encode, out -> room.write(new BufferedOutputStream(out, 1 << 20), FILM_SECONDS));
    return repeated(tool, film, folder.resolve("room.mkv"), seconds);
  }

  private static Path repeated(Tool tool, Path film, Path whole, int seconds)
      throws IOException, InterruptedException {
    List<String> repeat = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y"));
    repeat.addAll(List.of("-stream_loop", "" + seconds / FILM_SECONDS, "-i", film.toString()));
    repeat.addAll(List.of("-c", "copy", whole.toString()));
    tool.run(repeat);
    return whole;
  }

  /** The film that was made there as the sub-stream of a camera: 640x360, 7.5 pictures a second. */
  public static Path makeSmall(Path folder, int seconds) throws IOException, InterruptedException {
    Tool tool = new Tool(folder, Map.of());
    Path small = folder.resolve("small.mkv");
    List<String> encode = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y"));
    encode.addAll(List.of("-i", folder.resolve("film.mkv").toString()));
    encode.addAll(List.of("-vf", "scale=640:360,fps=7.5", "-c:v", "libx264"));
    encode.addAll(List.of("-preset", "veryfast", "-qp", "20", "-bf", "0", "-g", "15"));
    encode.addAll(List.of("-x264-params", "rc-lookahead=0:mbtree=0:scenecut=0"));
    encode.add(small.toString());
    tool.run(encode);
    return repeated(tool, small, folder.resolve("small-room.mkv"), seconds);
  }
}
