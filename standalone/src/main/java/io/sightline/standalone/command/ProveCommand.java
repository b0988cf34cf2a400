package io.sightline.standalone.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.retention.LedgerKeys;
import io.sightline.retention.signing.KeyRing;
import io.sightline.runtime.Build;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.registry.RegistrySettings;
import io.sightline.schemas.registry.SchemaRegistry;
import io.sightline.standalone.config.SightlineConfig;
import io.sightline.standalone.prove.ClipProof;
import io.sightline.standalone.prove.ClipProofs;
import io.sightline.standalone.prove.DocumentCheck;
import io.sightline.standalone.prove.DocumentCheck.Checked;
import io.sightline.standalone.prove.Line;
import io.sightline.standalone.prove.SignedDocument;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sightline prove}: what became of a clip, and whether a document about it holds. */
@Command(
    name = "prove",
    description =
        "Tells the life of a clip from recording to deletion, and writes what proves it; --check"
            + " looks at such a document, or at a certificate of erasure, without any broker.",
    mixinStandardHelpOptions = true)
public final class ProveCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "CLIP",
      description = "Id of a clip, or of a camera's hour of recordings as the ledger has it.")
  private @Nullable String id;

  @Mixin private RunningOption running = new RunningOption();

  @Option(names = "--json", description = "The whole document, with all records.")
  private boolean json;

  @Option(names = "--out", paramLabel = "FILE", description = "Where the document is written.")
  private @Nullable Path out;

  @Option(names = "--check", paramLabel = "FILE", description = "The document to check.")
  private @Nullable Path checked;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description =
          "A public key that is trusted, as 'ledger keygen' prints it, besides those of the"
              + " configuration. Without any, the key in the document is taken, and named.")
  private List<String> trusted = List.of();

  @Override
  public Integer call() throws Exception {
    Path document = checked;
    if ((document == null) == (id == null)) {
      throw new IllegalArgumentException("expected the id of a CLIP, or --check FILE");
    }
    return document == null ? prove() : check(document);
  }

  private int prove() throws Exception {
    SightlineConfig config = running.load();
    ClipProof proof = new ClipProofs(config.runningSettings()).find(id == null ? "" : id);
    SignedDocument document = signed(proof, config);
    PrintWriter print = spec.commandLine().getOut();
    if (out != null) {
      Files.writeString(out, document.text());
    }
    if (json) {
      print.print(document.text());
    } else {
      proof.lines().forEach(line -> print.println(text(line)));
      print.println(ending(proof, document));
    }
    print.flush();
    return 0;
  }

  private static SignedDocument signed(ClipProof proof, SightlineConfig config) throws IOException {
    KafkaSettings kafka = config.runningSettings();
    SchemaRegistry registry = SchemaRegistry.open(RegistrySettings.from(kafka.serde()));
    ObjectNode content = proof.content(Clock.systemUTC().instant(), Build.version(), registry);
    return SignedDocument.of(
        ClipProof.KIND, content, LedgerKeys.load(config.retention().ledger()).signing());
  }

  private static String text(Line line) {
    return "%-28s %s  [%s]".formatted(line.at(), line.what(), line.place());
  }

  private static String ending(ClipProof proof, SignedDocument document) {
    String head =
        proof.path().entries().isEmpty()
            ? "It is not in the ledger: it was not deleted."
            : proof.path().head() == null
                ? "No head of the ledger covers it yet."
                : "A head of the ledger at %d entries covers it, signed by '%s'."
                    .formatted(proof.path().head().getEntries(), proof.path().head().getKeyId());
    return head
        + (document.keyId().isEmpty()
            ? " This document is not signed: no retention.ledger key is configured."
            : "");
  }

  private int check(Path document) throws Exception {
    SignedDocument read = SignedDocument.parse(Files.readString(document));
    LedgerKeys configured =
        running.file().isEmpty()
            ? LedgerKeys.NONE
            : LedgerKeys.load(running.load().retention().ledger());
    boolean own = trusted.isEmpty() && configured.trusted().isEmpty();
    KeyRing keys = trusted.isEmpty() ? configured.trusted() : KeyRing.of(trusted);
    if (own && !read.publicKey().isEmpty()) {
      keys = KeyRing.of(List.of(read.publicKey()));
    }
    Checked found = DocumentCheck.of(read, keys);
    PrintWriter print = spec.commandLine().getOut();
    found.wrong().forEach(print::println);
    found.remarks().forEach(print::println);
    print.println(verdict(document, read, found.wrong(), own));
    print.flush();
    return found.wrong().isEmpty() ? 0 : 1;
  }

  private static String verdict(
      Path document, SignedDocument read, List<String> wrong, boolean own) {
    String by =
        own
            ? "the key %s that stands in it: compare it with the one you trust"
                .formatted(read.keyId())
            : "the key " + read.keyId();
    return wrong.isEmpty()
        ? "%s: %s; it holds, by %s".formatted(document, read.kind(), by)
        : "%s: it does not hold: %d findings".formatted(document, wrong.size());
  }
}
