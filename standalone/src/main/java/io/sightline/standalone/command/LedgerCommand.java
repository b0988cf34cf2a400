package io.sightline.standalone.command;

import io.sightline.retention.signing.SigningKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sightline ledger}: the keys that sign the ledger of deletions. */
@Command(
    name = "ledger",
    description = "Keys that sign the ledger of deletions.",
    mixinStandardHelpOptions = true)
public final class LedgerCommand implements Runnable {
  private static final int SEED_BYTES = 32;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "ledger: expected keygen or public");
  }

  @Command(
      name = "keygen",
      description = "Writes a new Ed25519 key that only this user can read, and prints its half.",
      mixinStandardHelpOptions = true)
  int keygen(@Parameters(paramLabel = "FILE", description = "A new file.") Path file)
      throws IOException {
    byte[] seed = new byte[SEED_BYTES];
    new SecureRandom().nextBytes(seed);
    SigningKey key = SigningKey.ofSeed(seed);
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException e) {
      throw new IllegalArgumentException(
          file + " is there: expected a new file, since a key that is lost signs nothing more", e);
    }
    Files.writeString(file, key.privateText(), StandardOpenOption.WRITE);
    print(key, file);
    return 0;
  }

  @Command(
      name = "public",
      description = "Prints the public half of a key.",
      mixinStandardHelpOptions = true)
  int publicHalf(@Parameters(paramLabel = "FILE", description = "The key.") Path file)
      throws IOException {
    print(SigningKey.parse(Files.readString(file)), file);
    return 0;
  }

  private void print(SigningKey key, Path file) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("key " + key.id());
    out.println("where retention runs:  retention.ledger.key_file: " + file);
    out.println("where it is checked:   retention.ledger.public_keys: [" + key.publicText() + "]");
    out.flush();
  }
}
