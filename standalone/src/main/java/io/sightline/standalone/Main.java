package io.sightline.standalone;

import io.sightline.runtime.Build;
import io.sightline.runtime.ConfigException;
import io.sightline.runtime.Failures;
import io.sightline.schemas.GeneratedClasses;
import io.sightline.standalone.command.BackfillCommand;
import io.sightline.standalone.command.BenchCommand;
import io.sightline.standalone.command.CamerasCommand;
import io.sightline.standalone.command.ClockIsRightCommand;
import io.sightline.standalone.command.DemoCommand;
import io.sightline.standalone.command.DeployCommand;
import io.sightline.standalone.command.EraseCommand;
import io.sightline.standalone.command.EvalCommand;
import io.sightline.standalone.command.ExplainCommand;
import io.sightline.standalone.command.ExportCommand;
import io.sightline.standalone.command.FeedbackCommand;
import io.sightline.standalone.command.HoldCommand;
import io.sightline.standalone.command.KeysCommand;
import io.sightline.standalone.command.LedgerCommand;
import io.sightline.standalone.command.ModeCommand;
import io.sightline.standalone.command.ModelsCommand;
import io.sightline.standalone.command.PolicyCommand;
import io.sightline.standalone.command.ProcessCommand;
import io.sightline.standalone.command.ProveCommand;
import io.sightline.standalone.command.RecordingsCommand;
import io.sightline.standalone.command.RegistryCommand;
import io.sightline.standalone.command.ReplayCommand;
import io.sightline.standalone.command.SceneCommand;
import io.sightline.standalone.command.SoakCommand;
import io.sightline.standalone.command.StandaloneCommand;
import io.sightline.standalone.command.StoreCommand;
import io.sightline.standalone.command.TopicsCommand;
import io.sightline.standalone.command.TracesCommand;
import io.sightline.standalone.command.VerifyCommand;
import io.sightline.standalone.command.WatchCommand;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The {@code sightline} command. Exit codes: 0 done, 1 the job failed, 2 wrong usage or
 * configuration.
 */
@Command(
    name = "sightline",
    description = "Turns cameras into a log of what happened, who was told, and what was deleted.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.class,
    subcommands = {
      DemoCommand.class,
      WatchCommand.class,
      StandaloneCommand.class,
      RegistryCommand.class,
      TopicsCommand.class,
      DeployCommand.class,
      CamerasCommand.class,
      RecordingsCommand.class,
      StoreCommand.class,
      KeysCommand.class,
      VerifyCommand.class,
      LedgerCommand.class,
      ProveCommand.class,
      EraseCommand.class,
      PolicyCommand.class,
      HoldCommand.class,
      ClockIsRightCommand.class,
      ModeCommand.class,
      FeedbackCommand.class,
      SceneCommand.class,
      ModelsCommand.class,
      EvalCommand.class,
      ExplainCommand.class,
      ReplayCommand.class,
      BackfillCommand.class,
      ExportCommand.class,
      TracesCommand.class,
      SoakCommand.class,
      BenchCommand.class
    })
public final class Main implements Runnable, IVersionProvider {
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  @Spec private CommandSpec spec = CommandSpec.create();

  public static void main(String[] args) {
    GeneratedClasses.trust();
    System.exit(commandLine().execute(args));
  }

  /** The command with all its subcommands. */
  public static CommandLine commandLine() {
    CommandLine main = new CommandLine(new Main());
    for (Processes.Kind kind : Processes.Kind.values()) {
      CommandLine process = new CommandLine(new ProcessCommand(kind));
      process
          .getCommandSpec()
          .usageMessage()
          .description("A process of a cluster: " + kind.about() + ".");
      main.addSubcommand(kind.name().toLowerCase(Locale.ROOT), process);
    }
    main.setExecutionExceptionHandler((failure, command, parsed) -> tell(failure, command));
    return main;
  }

  private static int tell(Exception failure, CommandLine command) {
    boolean usage =
        failure instanceof ConfigException || failure instanceof IllegalArgumentException;
    // A cluster that refuses or is away is no bug.
    boolean surroundings = failure instanceof IOException || failure instanceof KafkaException;
    command.getErr().println("sightline: " + words(failure));
    if (!usage && !surroundings) {
      failure.printStackTrace(command.getErr());
    }
    return usage ? WRONG_USAGE : FAILED;
  }

  /** Exceptions of the file system say no more than a path, Kafka's no more than what follows. */
  private static String words(Exception failure) {
    if (failure instanceof AuthorizationException) {
      return Failures.describe(failure) + "; 'topics acls' prints what to grant";
    }
    if (failure instanceof KafkaException) {
      return Failures.describe(failure);
    }
    return failure instanceof FileSystemException
        ? failure.toString()
        : String.valueOf(failure.getMessage());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "expected a command");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"sightline " + Build.version()};
  }
}
