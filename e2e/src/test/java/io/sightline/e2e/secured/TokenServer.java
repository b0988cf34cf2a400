package io.sightline.e2e.secured;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;

/** Gives whoever asks with the right secret a signed token in his name; and tells its own key. */
final class TokenServer implements AutoCloseable {
  static final String SECRET = "opensesame";
  static final String AUDIENCE = "kafka";
  private static final long VALID_SECONDS = 600;

  private final KeyPair keys;
  private final HttpServer server;

  private TokenServer(KeyPair keys, HttpServer server) {
    this.keys = keys;
    this.server = server;
  }

  static TokenServer start() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    TokenServer tokens =
        new TokenServer(
            generator.generateKeyPair(),
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    tokens.server.createContext("/token", tokens::token);
    tokens.server.createContext("/keys", tokens::keys);
    tokens.server.start();
    return tokens;
  }

  String tokenUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/token";
  }

  String keysUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/keys";
  }

  private void token(HttpExchange exchange) throws IOException {
    String basic =
        exchange.getRequestHeaders().getFirst("Authorization").substring("Basic ".length());
    String[] said = new String(Base64.getDecoder().decode(basic), UTF_8).split(":", 2);
    if (!said[1].equals(SECRET)) {
      answer(exchange, 401, "{\"error\": \"invalid_client\"}");
      return;
    }
    answer(
        exchange,
        200,
        "{\"access_token\": \"%s\", \"token_type\": \"Bearer\", \"expires_in\": %d}"
            .formatted(signed(said[0]), VALID_SECONDS));
  }

  private String signed(String who) {
    long now = Instant.now().getEpochSecond();
    String head =
        encoded("{\"alg\": \"RS256\", \"kid\": \"test\", \"typ\": \"JWT\"}".getBytes(UTF_8));
    String claims =
        "{\"sub\": \"%s\", \"iss\": \"test\", \"aud\": \"%s\", \"iat\": %d, \"exp\": %d}"
            .formatted(who, AUDIENCE, now, now + VALID_SECONDS);
    String text = head + "." + encoded(claims.getBytes(UTF_8));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(text.getBytes(UTF_8));
      return text + "." + encoded(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void keys(HttpExchange exchange) throws IOException {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    answer(
        exchange,
        200,
        "{\"keys\": [{\"kty\": \"RSA\", \"use\": \"sig\", \"alg\": \"RS256\", \"kid\": \"test\", \"n\": \"%s\", \"e\": \"%s\"}]}"
            .formatted(
                encoded(key.getModulus().toByteArray()),
                encoded(key.getPublicExponent().toByteArray())));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, text.length());
      exchange.getResponseBody().write(text.getBytes(UTF_8));
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
