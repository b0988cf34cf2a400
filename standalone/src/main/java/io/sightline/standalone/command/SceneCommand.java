package io.sightline.standalone.command;

import io.sightline.standalone.demo.DemoVideo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The demo's camera as a file, for demos in which ingest is a process of its own. */
@Command(
    name = "scene",
    description = "Renders the demo's scene into a video file, unless it is there.",
    mixinStandardHelpOptions = true)
public final class SceneCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The video; its extension tells the container.")
  private Path file = Path.of("scene.mp4");

  @Override
  public Integer call() throws Exception {
    if (!Files.exists(file)) {
      DemoVideo.write(file.toAbsolutePath());
    }
    return 0;
  }
}
