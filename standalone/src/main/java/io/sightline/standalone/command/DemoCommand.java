package io.sightline.standalone.command;

import io.sightline.standalone.FreePorts;
import io.sightline.standalone.OneJvm;
import io.sightline.standalone.RunFolder;
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
      paramLabel = "PORT",
      description = "Of the page; 0: any that is free. Default: ${DEFAULT-VALUE}")
  private int port;

  @Option(
      names = "--data",
      defaultValue = "data/demo",
      paramLabel = "FOLDER",
      description = "Emptied first. Default: ${DEFAULT-VALUE}")
  private Path data = Path.of("data", "demo");

  @Override
  public Integer call() throws Exception {
    requireVideo();
    int page = FreePorts.unlessGiven(port);
    SightlineConfig config = config(page);
    FreePorts.require("port of the page", page);
    try (RunFolder folder = RunFolder.emptied(data)) {
      if (video == null) {
        DemoVideo.write(scene());
      }
      try (OneJvm jvm = new OneJvm(config)) {
        System.out.println("Page: http://localhost:" + page + "   (Ctrl-C ends the demo)");
        return jvm.runUntilSignal();
      }
    }
  }

  private void requireVideo() {
    if (video == null) {
      return;
    }
    if (!Files.isRegularFile(video)) {
      throw new IllegalArgumentException(
          "video '" + video + "': " + (Files.exists(video) ? "not a file" : "no such file"));
    }
    if (video.toAbsolutePath().normalize().startsWith(data.toAbsolutePath().normalize())) {
      throw new IllegalArgumentException(
          "video '" + video + "' is in '" + data + "', which is emptied: expected it elsewhere");
    }
  }

  private SightlineConfig config(int page) throws IOException {
    Path source = (video == null ? scene() : video).toAbsolutePath();
    return DemoConfig.of(source, model, page, data, FreePorts.next(), FreePorts.next());
  }

  private Path scene() {
    return data.resolve("scene.mp4");
  }
}
