package io.sightline.standalone.command;

import io.sightline.avro.RequestKind;
import io.sightline.avro.RetentionRequest;
import io.sightline.schemas.Topics;
import io.sightline.standalone.records.TopicWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sightline clock-is-right}: deletion goes on after the wall clock leapt. */
@Command(
    name = "clock-is-right",
    description =
        "Says that the wall clock is right, so that retention, which held back since it leapt, goes"
            + " on.",
    mixinStandardHelpOptions = true)
public final class ClockIsRightCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private RunningOption running = new RunningOption();

  @Override
  public Integer call() throws Exception {
    Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
    String id = "clock-" + now.toEpochMilli();
    new TopicWriter(running.settings())
        .writeToAll(
            Topics.RETENTION_REQUESTS,
            id,
            RetentionRequest.newBuilder()
                .setRequestId(id)
                .setKind(RequestKind.CLOCK)
                .setRequestedAt(now)
                .build());
    spec.commandLine().getOut().println("it is " + now + "; retention goes on from there");
    return 0;
  }
}
