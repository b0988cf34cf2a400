package io.sightline.standalone.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.runtime.KafkaSettings;
import io.sightline.standalone.store.StoreForecast;
import io.sightline.standalone.store.StoreForecast.Known;
import io.sightline.standalone.topics.Table;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sightline store forecast}. */
@Command(
    name = "forecast",
    description =
        "Tells how full the clip store is, of what, and when it will be full, as retention"
            + " reckons it.",
    mixinStandardHelpOptions = true)
final class ForecastCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ConfigOption config = new ConfigOption();

  @Option(names = "--json", description = "One object on one line.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    KafkaSettings kafka = config.load().runningSettings();
    Known known = StoreForecast.newest(kafka);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(new ObjectMapper().writeValueAsString(object(known)));
    } else {
      out.print(table(known));
      out.println(known.words());
      out.println(outlook(known));
    }
    out.flush();
    return 0;
  }

  private static Table table(Known known) {
    Table table = new Table("KIND", "MIB", "OLDEST");
    known
        .kinds()
        .forEach(
            (kind, amount) -> table.row(kind, "" + (amount.bytes() >> 20), "" + amount.oldest()));
    return table;
  }

  private static String outlook(Known known) {
    Instant full = known.fullAt();
    return full == null
        ? "At %d MiB an hour it will not be full within the days looked ahead."
            .formatted(known.bytesPerHour() >> 20)
        : "At %d MiB an hour it will be full at %s, %.1f days after it was measured."
            .formatted(
                known.bytesPerHour() >> 20,
                full,
                Duration.between(known.at(), full).toMinutes() / 60.0 / 24);
  }

  private static ObjectNode object(Known known) {
    ObjectNode object = new ObjectMapper().createObjectNode();
    object.put("level", known.level().toLowerCase(Locale.ROOT));
    object.put("at", known.at().toString());
    object.put("free_bytes", known.freeBytes());
    object.put("used_bytes", known.usedBytes());
    object.put("held_bytes", known.heldBytes());
    object.put("going_bytes", known.goingBytes());
    object.put("low_water_bytes", known.lowWaterBytes());
    object.put("high_water_bytes", known.highWaterBytes());
    object.put("bytes_per_hour", known.bytesPerHour());
    object.put("full_at", known.fullAt() == null ? null : known.fullAt().toString());
    ObjectNode kinds = object.putObject("kinds");
    known.kinds().forEach((kind, amount) -> kinds.put(kind, amount.bytes()));
    return object;
  }
}
