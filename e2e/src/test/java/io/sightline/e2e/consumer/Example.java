package io.sightline.e2e.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/**
 * An example of the documentation, compiled and run without any class of Sightline's.
 *
 * @param name of its class
 * @param folder for what comes of it
 */
record Example(String name, Path folder) {
  private static final Path EXAMPLES =
      Path.of(System.getProperty("sightline.root", ".."), "docs", "examples");

  /**
   * What the examples need: Kafka's client with its codecs, Avro, and Jackson, which Avro brings.
   */
  private static final Pattern LIBRARY =
      Pattern.compile("(kafka-clients|lz4-java|avro|jackson-[a-z]+|slf4j-api)-[0-9].*jar");

  Example compile() {
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-d",
                folder.toString(),
                "-cp",
                classPath(),
                EXAMPLES.resolve(name + ".java").toString());
    assertThat(code).as("exit code of the compiler").isZero();
    return this;
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> LIBRARY.matcher(Path.of(entry).getFileName().toString()).matches())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Runs it to its end; returns the lines that it printed. */
  List<String> output(String... arguments) throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    Path log = folder.resolve("log.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", name));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(log.toFile());
    builder.environment().put("CLASSPATH", folder + File.pathSeparator + classPath());
    Process process = builder.start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("the example ended").isTrue();
      assertThat(process.exitValue()).as(Files.readString(log)).isZero();
      return Files.readAllLines(out);
    } finally {
      process.destroyForcibly();
    }
  }
}
