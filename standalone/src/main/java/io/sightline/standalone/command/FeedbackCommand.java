package io.sightline.standalone.command;

import io.sightline.avro.Feedback;
import io.sightline.avro.FeedbackKind;
import io.sightline.standalone.feedback.SpokenFeedback;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sightline feedback}: says what an alert, or silence, really was. */
@Command(
    name = "feedback",
    description = "Says what an alert, or the silence about an activity, really was.",
    mixinStandardHelpOptions = true)
public final class FeedbackCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "ALERT",
      description = "Id of the alert; of the activity for --kind missed.")
  private @Nullable String about;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "false-alarm, known (it belongs here), confirmed (it was right) or missed.")
  private @Nullable String kind;

  @Option(
      names = "--label",
      paramLabel = "LABEL",
      description = "What it really was, as a model would name it: person, dog, car.")
  private String label = "";

  @Option(
      names = "--revoke",
      paramLabel = "FEEDBACK",
      description = "Takes back what was said under this id.")
  private @Nullable String revoke;

  @Option(
      names = "--who",
      paramLabel = "NAME",
      description = "Who says so, kept in the record; default: the name of this user.")
  private String who = System.getProperty("user.name", "");

  @Mixin private RunningOption running = new RunningOption();

  @Override
  public Integer call() throws Exception {
    SpokenFeedback spoken =
        new SpokenFeedback(
            running.settings(), who, Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS));
    Feedback said = revoke == null ? say(spoken) : spoken.revoke(revoke);
    spec.commandLine().getOut().println(said.getFeedbackId());
    return 0;
  }

  private Feedback say(SpokenFeedback spoken) throws Exception {
    FeedbackKind meant = parse(kind == null ? "" : kind);
    String id = about;
    if (id == null) {
      throw new IllegalArgumentException(
          "ALERT is missing: expected the id of an alert, or --revoke with that of a feedback");
    }
    return meant == FeedbackKind.MISSED
        ? spoken.missed(id, label)
        : spoken.ofAlert(id, meant, label);
  }

  private static FeedbackKind parse(String name) {
    return switch (name) {
      case "false-alarm" -> FeedbackKind.FALSE_ALARM;
      case "known" -> FeedbackKind.KNOWN;
      case "confirmed" -> FeedbackKind.CONFIRMED;
      case "missed" -> FeedbackKind.MISSED;
      default ->
          throw new IllegalArgumentException(
              "--kind '" + name + "': expected false-alarm, known, confirmed or missed");
    };
  }
}
