package io.sightline.e2e.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The documentation's program for Spark, as a process of its own with Spark's own libraries.
 *
 * @param folder it is started there
 */
record SparkProgram(Path folder) {
  private static final Path EXAMPLE =
      Path.of(System.getProperty("sightline.root", ".."), "docs", "examples", "spark")
          .toAbsolutePath()
          .normalize();

  private static final int MINUTES = 8;

  /** Runs it to its end; returns the lines that it printed. */
  List<String> output(String... arguments) throws IOException, InterruptedException {
    Path out = folder.resolve("spark.out");
    Path log = folder.resolve("spark.log");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + EXAMPLE.resolve("java.options"),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // It is to show times in UTC wherever it runs.
                "-Duser.timezone=Pacific/Chatham",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                classPath(),
                "example.AlertsInSpark"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(log.toFile());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    Process process = builder.start();
    try {
      assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as("Spark's program ended").isTrue();
      assertThat(process.exitValue()).as(Files.readString(log)).isZero();
      return Files.readAllLines(out);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String classPath() throws IOException {
    Path libraries = EXAMPLE.resolve("target/spark.classpath");
    assertThat(libraries).as("made by mvn -f docs/examples/spark/pom.xml package").isRegularFile();
    return EXAMPLE.resolve("target/classes") + File.pathSeparator + Files.readString(libraries);
  }
}
