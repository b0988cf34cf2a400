package io.sightline.standalone.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.avro.Hold;
import io.sightline.avro.HoldState;
import io.sightline.runtime.Build;
import io.sightline.schemas.Ids;
import io.sightline.standalone.hold.Holds;
import io.sightline.standalone.topics.Table;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sightline hold add|release|list}. */
@Command(
    name = "hold",
    description = "Keeps a clip, or all of a camera in a span of time, past its deadline.",
    mixinStandardHelpOptions = true)
public final class HoldCommand implements Runnable {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private RunningOption running = new RunningOption();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "hold: expected add, release or list");
  }

  @Command(
      name = "add",
      description = "Holds --clip, or --camera --from --to; waits for retention's answer.",
      mixinStandardHelpOptions = true)
  int add(
      @Option(names = "--clip", paramLabel = "CLIP", description = "What is held; or:")
          @Nullable String clip,
      @Option(
              names = "--camera",
              paramLabel = "CAMERA",
              description = "Whose clips and hours are held, with --from and --to.")
          @Nullable String camera,
      @Option(names = "--from", paramLabel = "TIME", description = "As 2026-01-31T12:00:00Z.")
          @Nullable Instant from,
      @Option(names = "--to", paramLabel = "TIME", description = "May lie ahead.")
          @Nullable Instant to,
      @Option(names = "--until", paramLabel = "TIME", description = "When it ends by itself.")
          @Nullable Instant until,
      @Option(
              names = "--why",
              paramLabel = "TEXT",
              required = true,
              description = "Kept in the record.")
          String why,
      @Option(
              names = "--who",
              paramLabel = "NAME",
              description = "Who asks, kept in the record; default: the name of this user.")
          @Nullable String who,
      @Option(names = "--id", paramLabel = "ID", description = "Default: one is made up.")
          @Nullable String id)
      throws Exception {
    if ((clip == null) == (camera == null)) {
      throw new IllegalArgumentException(
          "--clip '%s' and --camera '%s': expected one of them"
              .formatted(clip == null ? "" : clip, camera == null ? "" : camera));
    }
    String holdId = id == null ? "hold-" + UUID.randomUUID().toString().substring(0, 8) : id;
    Instant now = now();
    if (until != null && !until.isAfter(now)) {
      throw new IllegalArgumentException("--until " + until + ": expected a time to come");
    }
    Hold hold =
        Hold.newBuilder()
            .setHoldId(holdId)
            .setRecordId(holdId + "-requested")
            .setCamera(clip == null ? camera : Ids.cameraOf(clip))
            .setClipId(clip == null ? "" : clip)
            .setSpanFrom(from)
            .setSpanTo(to)
            .setState(HoldState.REQUESTED)
            .setWho(who == null ? System.getProperty("user.name", "") : who)
            .setWhy(why)
            .setPlacedAt(now)
            .setUntil(until)
            .setBuild(Build.version())
            .build();
    Holds holds = holds();
    holds.place(hold);
    return tell(answered(holds, holdId));
  }

  private static Hold answered(Holds holds, String id) throws InterruptedException {
    Hold hold = holds.get(id);
    for (long i = ANSWER_WITHIN.dividedBy(LOOK_EVERY); i > 0 && waits(hold); i--) {
      Thread.sleep(LOOK_EVERY.toMillis());
      hold = holds.get(id);
    }
    return hold == null
        ? Hold.newBuilder().setHoldId(id).setRecordId("").setCamera("").build()
        : hold;
  }

  private static boolean waits(@Nullable Hold hold) {
    return hold == null || hold.getState() == HoldState.REQUESTED;
  }

  private int tell(Hold hold) {
    String answer =
        switch (hold.getState()) {
          case HELD ->
              "%s holds %d clips and %d hours of recordings, %d bytes%s"
                  .formatted(
                      hold.getHoldId(),
                      hold.getClips(),
                      hold.getHours(),
                      hold.getBytes(),
                      hold.getTooLate() == 0
                          ? ""
                          : "; for " + hold.getTooLate() + " it came too late");
          case TOO_LATE -> hold.getHoldId() + " came too late: it is deleted";
          default ->
              hold.getHoldId()
                  + " is asked for; retention has not answered yet, 'hold list' shows when it has";
        };
    out().println(answer);
    return hold.getState() == HoldState.HELD ? 0 : 1;
  }

  @Command(name = "release", description = "Lets go of a hold.", mixinStandardHelpOptions = true)
  int release(
      @Parameters(paramLabel = "HOLD", description = "Its id.") String id,
      @Option(names = "--why", paramLabel = "TEXT", description = "Kept in the record.")
          @Nullable String why,
      @Option(
              names = "--who",
              paramLabel = "NAME",
              description = "Who lets go, kept in the record; default: the name of this user.")
          @Nullable String who)
      throws Exception {
    holds()
        .release(
            id,
            who == null ? System.getProperty("user.name", "") : who,
            why == null ? "" : why,
            now());
    out().println(id + " is released");
    return 0;
  }

  @Command(
      name = "list",
      description = "Shows the holds that are in force.",
      mixinStandardHelpOptions = true)
  int list(
      @Option(names = "--all", description = "Also those that are over.") boolean all,
      @Option(names = "--json", description = "One object on one line for each.") boolean json)
      throws Exception {
    Table table = new Table("hold", "state", "about", "clips", "hours", "who", "until", "why");
    for (Hold hold : holds().all()) {
      if (!all && over(hold)) {
        continue;
      }
      if (json) {
        out().println(new ObjectMapper().writeValueAsString(facts(hold)));
      }
      table.row(
          hold.getHoldId(),
          state(hold),
          about(hold),
          Long.toString(hold.getClips()),
          Long.toString(hold.getHours()),
          hold.getWho(),
          hold.getUntil() == null ? "released" : hold.getUntil().toString(),
          hold.getWhy());
    }
    if (!json) {
      out().print(table);
      out().flush();
    }
    return 0;
  }

  private static boolean over(Hold hold) {
    return hold.getState() == HoldState.RELEASED
        || hold.getState() == HoldState.TOO_LATE
        || hold.getUntil() != null && !hold.getUntil().isAfter(now());
  }

  private static String state(Hold hold) {
    boolean ended = hold.getState() != HoldState.RELEASED && over(hold);
    String state = hold.getState().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return ended && hold.getState() == HoldState.HELD ? "over" : state;
  }

  private static String about(Hold hold) {
    return hold.getClipId().isEmpty()
        ? hold.getCamera() + " " + hold.getSpanFrom() + " to " + hold.getSpanTo()
        : hold.getClipId();
  }

  private static Map<String, Object> facts(Hold hold) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("hold", hold.getHoldId());
    facts.put("state", state(hold));
    facts.put("camera", hold.getCamera());
    facts.put("clip", hold.getClipId());
    facts.put("from", String.valueOf(hold.getSpanFrom()));
    facts.put("to", String.valueOf(hold.getSpanTo()));
    facts.put("clips", hold.getClips());
    facts.put("hours", hold.getHours());
    facts.put("bytes", hold.getBytes());
    facts.put("too_late", hold.getTooLate());
    facts.put("who", hold.getWho());
    facts.put("why", hold.getWhy());
    facts.put("until", String.valueOf(hold.getUntil()));
    return facts;
  }

  private static Instant now() {
    return Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
  }

  private Holds holds() throws Exception {
    return new Holds(running.settings());
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
