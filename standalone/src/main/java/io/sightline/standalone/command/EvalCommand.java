package io.sightline.standalone.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.ingest.yamnet.Yamnet;
import io.sightline.schemas.GeneratedClasses;
import io.sightline.standalone.eval.SoundEval;
import io.sightline.standalone.eval.SoundEval.Half;
import io.sightline.standalone.eval.SoundEval.Question;
import io.sightline.standalone.eval.SoundReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sightline eval footage|images|sound}. */
@Command(
    name = "eval",
    description = "How well something is found, on labelled material of one's own.",
    subcommands = {EvalFootageCommand.class, EvalImagesCommand.class},
    mixinStandardHelpOptions = true)
public final class EvalCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "eval: expected footage, images or sound");
  }

  @Command(
      name = "sound",
      description =
          "Mixes sounds into made room tone at several levels: how many are found, and how many"
              + " false alarms there are an hour.",
      mixinStandardHelpOptions = true)
  int sound(
      @Option(
              names = "--sounds",
              paramLabel = "FOLDER",
              required = true,
              description = "WAV files named as in ESC-50.")
          Path sounds,
      @Option(
              names = "--model",
              paramLabel = "FILE",
              description = "YAMNet for TensorFlow Lite; without one, loudness alone.")
          @Nullable Path model,
      @Option(
              names = "--half",
              defaultValue = "held",
              description =
                  "tune, held or all: every other file is held back from choosing settings."
                      + " Default: ${DEFAULT-VALUE}")
          String half,
      @Option(
              names = "--sensitivity",
              defaultValue = "0.5",
              description = "0 to 1. Default: ${DEFAULT-VALUE}")
          double sensitivity,
      @Option(
              names = "--hours",
              defaultValue = "1",
              description = "Of room tone. Default: ${DEFAULT-VALUE}")
          double hours,
      @Option(names = "--json", description = "One JSON object instead of a table.") boolean json)
      throws Exception {
    GeneratedClasses.trust();
    if (!Files.isDirectory(sounds)) {
      throw new IllegalArgumentException("--sounds " + sounds + ": expected a folder");
    }
    try (Yamnet yamnet = model == null ? null : Yamnet.open(model)) {
      Half which = half(half);
      SoundReport report =
          new SoundEval(new Question(sounds, yamnet, which, sensitivity, hours)).run();
      System.out.println(json ? new ObjectMapper().writeValueAsString(report) : report.table());
    }
    return 0;
  }

  private static Half half(String name) {
    for (Half half : Half.values()) {
      if (half.name().equals(name.toUpperCase(Locale.ROOT))) {
        return half;
      }
    }
    throw new IllegalArgumentException("--half " + name + ": expected tune, held or all");
  }
}
