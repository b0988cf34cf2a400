package io.sightline.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.clipstore.crypt.TinkMasterKey;
import io.sightline.standalone.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandTest {
  @TempDir private Path folder;
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Main.commandLine().setErr(new PrintWriter(err)).execute(arguments);
  }

  @Test
  void generate_makesAKeyThatOnlyItsOwnerReads() throws Exception {
    Path file = folder.resolve("master.key");
    assertThat(run("keys", "generate", file.toString())).isZero();
    assertThat(TinkMasterKey.of(Files.readString(file)).id()).hasSize(8);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    byte[] first = Files.readAllBytes(file);
    assertThat(run("keys", "generate", file.toString())).as("again").isEqualTo(1);
    assertThat(err.toString()).contains("master.key");
    assertThat(Files.readAllBytes(file)).isEqualTo(first);
  }

  @Test
  void statusWithoutAMasterKey_isRefused() throws Exception {
    Path config = Files.writeString(folder.resolve("sightline.yaml"), "site: home\n");
    assertThat(run("keys", "status", "-c", config.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("encryption.master_key");
  }

  @Test
  void keyItselfInTheConfiguration_isRefusedAndNotTold() throws Exception {
    Path key = folder.resolve("master.key");
    assertThat(run("keys", "generate", key.toString())).isZero();
    String secret = Files.readString(key).strip();
    Path config =
        Files.writeString(
            folder.resolve("sightline.yaml"), "encryption: {master_key: \"" + secret + "\"}\n");
    assertThat(run("keys", "status", "-c", config.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("by reference").doesNotContain(secret);
  }
}
