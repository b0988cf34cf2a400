package io.sightline.standalone.command;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.clipstore.crypt.DataKey;
import io.sightline.keys.Encryption;
import io.sightline.keys.KeyRotation;
import io.sightline.standalone.config.SightlineConfig;
import io.sightline.standalone.topics.Table;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sightline keys generate|status|rotate}. */
@Command(
    name = "keys",
    description = "Looks after the keys under which media is stored.",
    mixinStandardHelpOptions = true)
public final class KeysCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "keys: expected generate, status or rotate");
  }

  @Command(
      name = "generate",
      description = "Makes a master key: 32 random bytes in base64.",
      mixinStandardHelpOptions = true)
  int generate(
      @Parameters(
              arity = "0..1",
              paramLabel = "FILE",
              description =
                  "A new file that only this user may read; without it, the key is shown.")
          @Nullable Path file)
      throws IOException {
    String key = Base64.getEncoder().encodeToString(DataKey.random(false).bytes());
    if (file == null) {
      System.out.println(key);
      return 0;
    }
    try (var made =
        Files.newByteChannel(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      int unused = made.write(ByteBuffer.wrap((key + "\n").getBytes(US_ASCII)));
    }
    System.out.println(
        file + ": keep a copy elsewhere; without it nothing that is stored can be read");
    return 0;
  }

  @Command(
      name = "status",
      description = "How many keys there are, and under which master key.",
      mixinStandardHelpOptions = true)
  int status(
      @Mixin ConfigOption config,
      @Option(names = "--json", description = "One object instead of a table.") boolean json)
      throws Exception {
    SightlineConfig loaded = config.load();
    Encryption.Tools tools = tools(loaded);
    try (var keys = tools.keys()) {
      keys.start();
      keys.catchUp();
      Map<String, Long> tally = new TreeMap<>(keys.tally().byMaster());
      tools.masters().ids().forEach(id -> tally.putIfAbsent(id, 0L));
      String current = tools.masters().currentId();
      System.out.println(json ? json(tally, current) : table(tally, tools));
      return 0;
    }
  }

  private static String json(Map<String, Long> tally, String current) throws IOException {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("master_key", current);
    status.put("keys", tally.values().stream().mapToLong(Long::longValue).sum());
    status.put("keys_by_master_key", tally);
    status.put("left_to_rotate", left(tally, current));
    return new ObjectMapper().writeValueAsString(status);
  }

  private static long left(Map<String, Long> tally, String current) {
    return tally.entrySet().stream()
        .filter(each -> !each.getKey().equals(current))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static String table(Map<String, Long> tally, Encryption.Tools tools) {
    Table table = new Table("MASTER KEY", "KEYS", "");
    tally.forEach((id, count) -> table.row(id, count.toString(), about(id, tools)));
    return table.toString();
  }

  private static String about(String id, Encryption.Tools tools) {
    if (id.equals(tools.masters().currentId())) {
      return "wraps new keys";
    }
    return tools.masters().ids().contains(id)
        ? "previous: 'keys rotate' moves its keys"
        : "not configured: what is stored under its keys cannot be read";
  }

  @Command(
      name = "rotate",
      description =
          "Wraps every key anew that is under another master key than the configured one, while"
              + " everything runs. Again, it goes on where it was.",
      mixinStandardHelpOptions = true)
  int rotate(@Mixin ConfigOption config) throws Exception {
    Encryption.Tools tools = tools(config.load());
    try (var keys = tools.keys()) {
      keys.start();
      keys.catchUp();
      long left = left(keys.tally().byMaster(), tools.masters().currentId());
      KeyRotation.Result result;
      try (ProgressBar bar = bar(left)) {
        result = tools.rotation().run((done, still) -> bar.stepTo(done));
      }
      System.out.printf(
          "%d keys are under master key %s now; %d that were destroyed meanwhile stay so%n",
          result.rewrapped(), tools.masters().currentId(), result.destroyedAgain());
      return 0;
    }
  }

  private static ProgressBar bar(long keys) {
    return new ProgressBarBuilder()
        .setTaskName("wrapping")
        .setUnit(" keys", 1)
        .setInitialMax(keys)
        .setStyle(ProgressBarStyle.ASCII)
        .build();
  }

  private static Encryption.Tools tools(SightlineConfig config) {
    if (!config.encryption().isOn()) {
      throw new IllegalArgumentException(
          "encryption.master_key: missing, expected one, since there are no keys without it");
    }
    return Encryption.tools(config.encryption(), config.runningSettings(), System.getenv());
  }
}
