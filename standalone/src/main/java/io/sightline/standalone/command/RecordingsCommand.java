package io.sightline.standalone.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.avro.Recording;
import io.sightline.avro.RecordingKind;
import io.sightline.clipstore.ClipStore;
import io.sightline.runtime.ConfigException;
import io.sightline.schemas.Topics;
import io.sightline.standalone.config.SightlineConfig;
import io.sightline.standalone.recordings.PieceFolder;
import io.sightline.standalone.recordings.RecordedSpan;
import io.sightline.standalone.records.TopicRecords;
import io.sightline.standalone.topics.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sightline recordings list|save}. */
@Command(
    name = "recordings",
    description = "Finds round-the-clock video by camera and time, and saves it.",
    mixinStandardHelpOptions = true)
public final class RecordingsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private RunningOption running = new RunningOption();

  /** {@code --camera ID --from TIME --to TIME}. */
  static final class SpanOptions {
    @Option(names = "--camera", paramLabel = "CAMERA", required = true, description = "Whose.")
    private String camera = "";

    @Option(
        names = "--from",
        paramLabel = "TIME",
        required = true,
        description = "Capture time, as 2026-01-31T12:00:00Z.")
    private Instant from = Instant.EPOCH;

    @Option(names = "--to", paramLabel = "TIME", required = true, description = "Exclusive.")
    private Instant to = Instant.EPOCH;

    RecordedSpan span() {
      return new RecordedSpan(camera, from, to);
    }
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "recordings: expected list or save");
  }

  @Command(
      name = "list",
      description = "Shows the pieces and gaps that reach into a span.",
      mixinStandardHelpOptions = true)
  int list(
      @Mixin SpanOptions options,
      @Option(names = "--json", description = "One object on one line for each.") boolean json)
      throws Exception {
    SightlineConfig config = running.load();
    Table table = new Table("from", "to", "what", "bytes", "where");
    try (ClipStore store = config.store().openForReading()) {
      for (Recording each : found(config, options.span())) {
        Map<String, Object> facts = facts(each, store);
        if (json) {
          out().println(new ObjectMapper().writeValueAsString(facts));
        }
        table.row(facts.values().stream().map(String::valueOf).toArray(String[]::new));
      }
    }
    if (!json) {
      out().print(table);
    }
    out().flush();
    return 0;
  }

  private static Map<String, Object> facts(Recording each, ClipStore store) throws IOException {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("from", each.getCapturedAt().toString());
    facts.put("to", each.getEndedAt().toString());
    facts.put("what", what(each, store));
    facts.put("bytes", each.getBytes());
    facts.put("where", Objects.requireNonNullElse(each.getKey(), each.getDetail()));
    return facts;
  }

  private static String what(Recording each, ClipStore store) throws IOException {
    if (each.getKind() == RecordingKind.GAP) {
      return "gap: " + String.valueOf(each.getCause()).toLowerCase(Locale.ROOT).replace('_', ' ');
    }
    return store.size(Objects.requireNonNull(each.getKey())).isPresent() ? "piece" : "gone";
  }

  @Command(
      name = "save",
      description = {
        "Copies the pieces that reach into a span to a folder, with a list that plays them as one.",
        "Exits with 1 if one is gone or is not what was recorded; the others are there."
      },
      mixinStandardHelpOptions = true)
  int save(
      @Mixin SpanOptions options,
      @Option(
              names = "--folder",
              paramLabel = "FOLDER",
              required = true,
              description = "Empty, or not there yet.")
          Path folder)
      throws Exception {
    SightlineConfig config = running.load();
    List<Recording> found = found(config, options.span());
    PieceFolder target = new PieceFolder(folder);
    int saved = 0;
    int failed = 0;
    try (ClipStore stored = config.store().openForReading();
        OpenedKeys keys = OpenedKeys.of(config, "recordings")) {
      ClipStore store = keys.encryption().reading(stored);
      for (Recording each : found) {
        if (each.getKind() == RecordingKind.GAP) {
          out()
              .printf(
                  "nothing was recorded from %s to %s: %s%n",
                  each.getCapturedAt(), each.getEndedAt(), each.getDetail());
        } else if (saved(each, store, target)) {
          saved++;
        } else {
          failed++;
        }
      }
    }
    target.finish();
    out().printf("%d pieces saved in %s, %d could not be%n", saved, folder, failed);
    out().flush();
    return failed == 0 ? 0 : 1;
  }

  private boolean saved(Recording piece, ClipStore store, PieceFolder target) {
    try {
      target.add(piece, store);
      return true;
    } catch (NoSuchFileException e) {
      out().printf("gone: %s, of %s%n", piece.getKey(), piece.getCapturedAt());
    } catch (IOException e) {
      out().printf("not saved: %s%n", e.getMessage());
    }
    return false;
  }

  private static List<Recording> found(SightlineConfig config, RecordedSpan span)
      throws ConfigException {
    return span.of(
        TopicRecords.committedOf(config.runningSettings(), Topics.RECORDINGS, span.camera()));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
