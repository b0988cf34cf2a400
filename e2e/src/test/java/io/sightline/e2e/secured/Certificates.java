package io.sightline.e2e.secured;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An authority and certificates that it signed, made by the JDK's own tool. */
final class Certificates {
  static final String PASSWORD = "changeit";
  private static final String AUTHORITY = "authority";

  private final Path folder;
  private final Path authority;
  private final Path trust;

  Certificates(Path folder) throws Exception {
    this.folder = folder;
    this.authority = folder.resolve("authority.p12");
    this.trust = folder.resolve("trust.p12");
    run(authority, AUTHORITY, "-1d", 30, List.of("-ext", "bc:c"));
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(AUTHORITY, load(authority).getCertificate(AUTHORITY));
    store(trusted, trust);
  }

  /** A store that trusts whatever the authority signed. */
  Path trust() {
    return trust;
  }

  Path valid(String name) throws Exception {
    return signed(name, "-1d", 20);
  }

  Path expired(String name) throws Exception {
    return signed(name, "-10d", 5);
  }

  private Path signed(String name, String start, int days) throws Exception {
    Path file = folder.resolve(name + ".p12");
    Files.copy(authority, file);
    run(
        file,
        name,
        start,
        days,
        List.of("-signer", AUTHORITY, "-ext", "SAN=ip:127.0.0.1,dns:localhost"));
    KeyStore both = load(file);
    both.deleteEntry(AUTHORITY);
    store(both, file);
    return file;
  }

  private static void run(Path file, String name, String start, int days, List<String> more)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=" + name));
    command.addAll(List.of("-startdate", start, "-validity", "" + days, "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", file.toString(), "-storepass", PASSWORD));
    command.addAll(more);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new IOException("keytool: " + said);
    }
  }

  private static KeyStore load(Path file) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return keys;
  }

  private static void store(KeyStore keys, Path file) throws Exception {
    try (OutputStream out = Files.newOutputStream(file)) {
      keys.store(out, PASSWORD.toCharArray());
    }
  }
}
