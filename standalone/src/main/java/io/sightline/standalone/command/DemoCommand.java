package io.sightline.standalone.command;

import io.sightline.standalone.Folders;
import io.sightline.standalone.FreePorts;
import io.sightline.standalone.OneJvm;
import io.sightline.standalone.config.SightlineConfig;
import io.sightline.standalone.demo.DemoConfig;
import io.sightline.standalone.demo.DemoVideo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Everything in one JVM, with a camera that plays a recording or a scene that is rendered for it.
 */
@Command(
    name = "demo",
    description =
        "Starts everything and plays a camera: a recording in a loop, or a rendered room with a person and a cat.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  @Parameters(paramLabel = "VIDEO", arity = "0..1", description = "Played in real time, in a loop.")
  private @Nullable Path video;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "ONNX model; without one the built-in people detector is used.")
  private @Nullable Path model;

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "Of the page. Default: ${DEFAULT-VALUE}")
  private int port;

  @Option(
      names = "--data",
      defaultValue = "data/demo",
      paramLabel = "FOLDER",
      description = "Emptied first. Default: ${DEFAULT-VALUE}")
  private Path data = Path.of("data", "demo");

  @Override
  public Integer call() throws Exception {
    if (video != null && !Files.isRegularFile(video)) {
      throw new IllegalArgumentException("video '" + video + "': no such file");
    }
    Path folder = Folders.emptied(data);
    Path source = video == null ? rendered(folder) : video;
    SightlineConfig config =
        DemoConfig.of(
            source.toAbsolutePath(), model, port, folder, FreePorts.next(), FreePorts.next());
    System.out.println("Page: http://localhost:" + port + "   (Ctrl-C ends the demo)");
    try (OneJvm jvm = new OneJvm(config)) {
      return jvm.runUntilSignal();
    }
  }

  private static Path rendered(Path folder) throws IOException {
    Path scene = folder.resolve("scene.mp4");
    DemoVideo.write(scene);
    return scene;
  }
}
