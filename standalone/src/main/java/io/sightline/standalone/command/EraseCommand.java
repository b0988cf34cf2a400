package io.sightline.standalone.command;

import io.sightline.avro.Erasure;
import io.sightline.avro.ErasureState;
import io.sightline.clipstore.ClipStore;
import io.sightline.runtime.KafkaSettings;
import io.sightline.standalone.config.SightlineConfig;
import io.sightline.standalone.erase.CertificateDocuments;
import io.sightline.standalone.erase.Certificates;
import io.sightline.standalone.erase.ErasureDesk;
import io.sightline.standalone.erase.Plan;
import io.sightline.standalone.erase.Scope;
import io.sightline.standalone.prove.Certificate;
import io.sightline.standalone.prove.SignedDocument;
import io.sightline.standalone.topics.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sightline erase}: erasure on request, and its certificate. */
@Command(
    name = "erase",
    description =
        "Erases all that a camera saw and heard in a span, or in one visit; says first what that"
            + " is, and writes a certificate.",
    mixinStandardHelpOptions = true)
public final class EraseCommand implements Callable<Integer> {
  private static final long LOOK_MS = 500;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private RunningOption running = new RunningOption();

  @Option(names = "--camera", paramLabel = "CAMERA", description = "With --from and --to.")
  private @Nullable String camera;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Capture time, as 2026-01-31T12:00:00Z.")
  private @Nullable Instant from;

  @Option(names = "--to", paramLabel = "TIME", description = "Before which it was captured.")
  private @Nullable Instant to;

  @Option(
      names = "--alert",
      paramLabel = "ALERT",
      description = "One visit: all that the camera saw and heard while it lasted.")
  private @Nullable String alert;

  @Option(
      names = "--clip",
      paramLabel = "CLIP",
      description = "All that the camera saw and heard while the clip lasts.")
  private @Nullable String clip;

  @Option(
      names = "--certificate",
      paramLabel = "ERASURE",
      description = "Erases nothing: certifies how far an erasure is.")
  private @Nullable String certified;

  @Option(names = "--list", description = "Erases nothing: lists the erasures.")
  private boolean list;

  @Option(names = "--why", paramLabel = "TEXT", description = "Kept in the record.")
  private String why = "";

  @Option(
      names = "--who",
      paramLabel = "NAME",
      description = "Who asks, kept in the record; default: the name of this user.")
  private String who = System.getProperty("user.name", "");

  @Option(names = "--yes", description = "Does not ask.")
  private boolean sure;

  @Option(names = "--wait", paramLabel = "SECONDS", description = "Default: ${DEFAULT-VALUE}.")
  private int waitSeconds = 120;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the certificate is written; without it, it is printed.")
  private @Nullable Path out;

  @Override
  public Integer call() throws Exception {
    SightlineConfig config = running.load();
    ErasureDesk desk = new ErasureDesk(config.runningSettings());
    if (list) {
      print(table(desk).toString());
      return 0;
    }
    if (certified != null) {
      return certify(certified, config);
    }
    Instant now = Clock.systemUTC().instant();
    Plan plan = desk.plan(scope(desk, now), now);
    print(plan.words() + "\n");
    if (!sure && !confirmed()) {
      print("Nothing was erased.\n");
      return 1;
    }
    Erasure request = desk.request(plan.scope(), who, why, now);
    print(request.getErasureId() + "\n");
    await(desk, request.getErasureId());
    return certify(request.getErasureId(), config);
  }

  private Scope scope(ErasureDesk desk, Instant now) {
    int named = (camera == null ? 0 : 1) + (alert == null ? 0 : 1) + (clip == null ? 0 : 1);
    if (named != 1 || (camera == null) != (from == null) || (from == null) != (to == null)) {
      throw new IllegalArgumentException(
          "expected --camera with --from and --to, or --alert, or --clip");
    }
    if (alert != null) {
      return desk.ofAlert(alert, now);
    }
    if (clip != null) {
      return desk.ofClip(clip);
    }
    if (camera == null || from == null || to == null) {
      throw new IllegalArgumentException("expected --camera with --from and --to");
    }
    return desk.ofSpan(camera, from, to, now);
  }

  private boolean confirmed() throws IOException {
    print("It cannot be undone. Type 'yes' to erase it: ");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    return "yes".equals(in.readLine());
  }

  /** Until there is nothing more to wait for but the release of holds. */
  private void await(ErasureDesk desk, String id) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(waitSeconds);
    while (System.nanoTime() - until < 0) {
      List<Erasure> records = desk.records(id);
      ErasureState state = records.get(records.size() - 1).getState();
      if (state == ErasureState.DONE || state == ErasureState.WAITING) {
        return;
      }
      Thread.sleep(LOOK_MS);
    }
  }

  private int certify(String id, SightlineConfig config) throws Exception {
    KafkaSettings kafka = config.runningSettings();
    Instant now = Clock.systemUTC().instant();
    Certificate certificate;
    try (ClipStore store = config.store().openForReading()) {
      certificate = new Certificates(kafka, store).of(id, now);
    }
    SignedDocument document =
        new CertificateDocuments(kafka, config.retention().ledger()).of(certificate, now);
    if (out == null) {
      print(document.text());
    } else {
      Files.writeString(out, document.text());
    }
    print(words(certificate));
    return certificate.left().isEmpty() ? 0 : 1;
  }

  private String words(Certificate certificate) {
    return "%s is %s: %d entries in the ledger, %d held, %d objects left in the store%s%n"
        .formatted(
            certificate.request().getErasureId(),
            certificate.state().word(),
            certificate.deleted().size(),
            certificate.held().size(),
            certificate.left().size(),
            out == null ? "" : "; certificate in " + out);
  }

  private static Table table(ErasureDesk desk) {
    Table table = new Table("ERASURE", "STATE", "CAMERA", "FROM", "TO", "GONE", "FOUND", "WHO");
    for (Erasure each : desk.all()) {
      table.row(
          each.getErasureId(),
          each.getState().name().toLowerCase(Locale.ROOT),
          each.getCamera(),
          "" + each.getFromTime(),
          "" + each.getUntilTime(),
          "" + each.getGone(),
          "" + each.getFound(),
          each.getWho());
    }
    return table;
  }

  private void print(String text) {
    PrintWriter to = spec.commandLine().getOut();
    to.print(text);
    to.flush();
  }
}
