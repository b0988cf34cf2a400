package io.sightline.standalone;

import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The {@code sightline} command. */
@Command(
    name = "sightline",
    description = "Streaming video analytics on Kafka.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.class)
public final class Main implements Runnable, IVersionProvider {

  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.err);
  }

  @Override
  public String[] getVersion() {
    String version = Main.class.getPackage().getImplementationVersion();
    return new String[] {"sightline " + Objects.requireNonNullElse(version, "from classes")};
  }
}
