package io.sightline.standalone.registry;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where the embedded registry listens, and whom it lets in.
 *
 * @param port 0: any free one
 * @param login null: anybody may ask and register
 * @param keystore null: plain HTTP
 */
public record RegistryPort(
    String host, int port, @Nullable Login login, @Nullable Keystore keystore) {
  /** What HTTP's basic authentication asks for. */
  public record Login(String user, String password) {
    @Override
    public String toString() {
      return "Login[user=" + user + "]";
    }
  }

  /** A certificate with its key, as PKCS12 or JKS. */
  public record Keystore(Path file, String password) {
    @Override
    public String toString() {
      return "Keystore[file=" + file + "]";
    }
  }

  /** For anybody, over plain HTTP. */
  public static RegistryPort open(String host, int port) {
    return new RegistryPort(host, port, null, null);
  }

  String scheme() {
    return keystore == null ? "http" : "https";
  }

  /** Not started yet. */
  HttpServer bind() throws IOException {
    SSLContext tls = keystore == null ? null : context(keystore);
    try {
      InetSocketAddress address = new InetSocketAddress(host, port);
      if (tls == null) {
        return HttpServer.create(address, 0);
      }
      HttpsServer server = HttpsServer.create(address, 0);
      server.setHttpsConfigurator(new HttpsConfigurator(tls));
      return server;
    } catch (IOException e) {
      throw new IOException(
          "schema registry address %s:%d: cannot listen (%s); expected a free port, or 0 for any"
              .formatted(host, port, e.getMessage()),
          e);
    }
  }

  Optional<BasicAuthenticator> authenticator() {
    Login wanted = login;
    return wanted == null ? Optional.empty() : Optional.of(authenticator(wanted));
  }

  private static BasicAuthenticator authenticator(Login wanted) {
    return new BasicAuthenticator("schema-registry", StandardCharsets.UTF_8) {
      @Override
      public boolean checkCredentials(String user, String password) {
        return same(user, wanted.user()) & same(password, wanted.password());
      }
    };
  }

  /** In the same time, whatever was guessed. */
  private static boolean same(String said, String wanted) {
    return MessageDigest.isEqual(
        said.getBytes(StandardCharsets.UTF_8), wanted.getBytes(StandardCharsets.UTF_8));
  }

  private static SSLContext context(Keystore keystore) throws IOException {
    try (InputStream in = Files.newInputStream(keystore.file())) {
      char[] password = keystore.password().toCharArray();
      KeyStore keys = KeyStore.getInstance("PKCS12"); // Java's reads JKS as well.
      keys.load(in, password);
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IOException(
          "registry.keystore '%s': cannot be used (%s); expected PKCS12 or JKS, and its password"
              .formatted(keystore.file(), e),
          e);
    }
  }
}
