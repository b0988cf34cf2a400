package io.sightline.e2e.secured;

import static org.awaitility.Awaitility.await;

import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import io.sightline.standalone.FreePorts;
import io.sightline.standalone.access.Grant;
import io.sightline.standalone.access.Right;
import io.sightline.standalone.access.Rights;
import io.sightline.standalone.access.Role;
import io.sightline.standalone.broker.BrokerSettings;
import io.sightline.standalone.broker.EmbeddedBroker;
import io.sightline.standalone.registry.EmbeddedRegistry;
import io.sightline.standalone.registry.RegistryPort;
import io.sightline.standalone.topics.TopicService;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * A broker that asks for rights, with a listener for each way to say who one is, and a registry
 * behind TLS and a password. Whoever comes in plain, on the first listener, may do everything.
 */
final class SecuredCluster implements AutoCloseable {
  static final String PASSWORD = "correct-horse";
  private static final String SCRAM =
      "org.apache.kafka.common.security.scram.ScramLoginModule required";
  private static final String BEARER =
      "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required";
  private static final String BEARER_PACKAGE = "org.apache.kafka.common.security.oauthbearer.";
  private static final String ALLOWED_URLS = "org.apache.kafka.sasl.oauthbearer.allowed.urls";

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Map<String, Integer> ports = new HashMap<>();
  private final Path trust;
  private final TokenServer tokens;
  private final Topics topics;
  private final Map<String, String> plain;
  final Admin admin;
  final EmbeddedRegistry registry;

  SecuredCluster(Path folder, Topics topics, Certificates certificates) throws Exception {
    this.topics = topics;
    this.trust = certificates.trust();
    Path server = certificates.valid("broker");
    this.tokens = TokenServer.start();
    open.push(tokens);
    System.setProperty(ALLOWED_URLS, tokens.tokenUrl() + "," + tokens.keysUrl());
    for (String listener : List.of("SCRAM", "BEARER", "MTLS", "STALE")) {
      ports.put(listener, FreePorts.next());
    }
    EmbeddedBroker broker =
        new EmbeddedBroker(
            new BrokerSettings(
                folder.resolve("broker"),
                "127.0.0.1",
                0,
                settings(server, certificates.expired("stale"))));
    open.push(broker);
    broker.start();
    plain = Map.of("bootstrap.servers", broker.bootstrapServers());
    admin = Admin.create(new HashMap<>(plain));
    open.push(admin);
    registry =
        new EmbeddedRegistry(
            () -> plain,
            1,
            new RegistryPort(
                "127.0.0.1",
                0,
                new RegistryPort.Login("clients", PASSWORD),
                new RegistryPort.Keystore(server, Certificates.PASSWORD)));
    open.push(registry);
    registry.start();
    new TopicService(kafka(plain)).start();
  }

  private Map<String, String> settings(Path server, Path stale) {
    Map<String, String> all = new HashMap<>();
    StringBuilder listeners = new StringBuilder();
    ports.forEach(
        (name, port) -> listeners.append(",").append(name).append("://127.0.0.1:").append(port));
    all.put("listeners", listeners.substring(1));
    all.put("advertised.listeners", listeners.substring(1));
    all.put(
        "listener.security.protocol.map",
        "SCRAM:SASL_SSL,BEARER:SASL_PLAINTEXT,MTLS:SSL,STALE:SSL");
    all.put("inter.broker.listener.name", "PLAINTEXT");
    all.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    all.put("super.users", "User:ANONYMOUS");
    all.put("listener.name.scram.sasl.enabled.mechanisms", "SCRAM-SHA-512");
    all.put("listener.name.scram.scram-sha-512.sasl.jaas.config", SCRAM + ";");
    all.put("listener.name.bearer.sasl.enabled.mechanisms", "OAUTHBEARER");
    all.put("listener.name.bearer.oauthbearer.sasl.jaas.config", BEARER + ";");
    all.put(
        "listener.name.bearer.oauthbearer.sasl.server.callback.handler.class",
        BEARER_PACKAGE + "OAuthBearerValidatorCallbackHandler");
    all.put(
        "listener.name.bearer.oauthbearer.sasl.oauthbearer.jwks.endpoint.url", tokens.keysUrl());
    all.put(
        "listener.name.bearer.oauthbearer.sasl.oauthbearer.expected.audience",
        TokenServer.AUDIENCE);
    Map<String, Path> stores = Map.of("scram", server, "mtls", server, "stale", stale);
    stores.forEach(
        (listener, store) -> {
          String at = "listener.name." + listener + ".";
          all.put(at + "ssl.keystore.location", store.toString());
          all.put(at + "ssl.keystore.password", Certificates.PASSWORD);
          all.put(at + "ssl.truststore.location", trust.toString());
          all.put(at + "ssl.truststore.password", Certificates.PASSWORD);
        });
    all.put("listener.name.mtls.ssl.client.auth", "required");
    all.put("listener.name.mtls.ssl.principal.mapping.rules", "RULE:^CN=(.*)$/$1/,DEFAULT");
    return all;
  }

  /** As a user with a password. */
  Map<String, String> scram(String user, String password) {
    Map<String, String> all = tls();
    all.put("bootstrap.servers", "127.0.0.1:" + ports.get("SCRAM"));
    all.put("security.protocol", "SASL_SSL");
    all.put("sasl.mechanism", "SCRAM-SHA-512");
    all.put(
        "sasl.jaas.config", "%s username=\"%s\" password=\"%s\";".formatted(SCRAM, user, password));
    return all;
  }

  /** As a user with a token. */
  Map<String, String> bearer(String user) {
    Map<String, String> all = new HashMap<>();
    all.put("bootstrap.servers", "127.0.0.1:" + ports.get("BEARER"));
    all.put("security.protocol", "SASL_PLAINTEXT");
    all.put("sasl.mechanism", "OAUTHBEARER");
    all.put("sasl.oauthbearer.token.endpoint.url", tokens.tokenUrl());
    all.put(
        "sasl.login.callback.handler.class", BEARER_PACKAGE + "OAuthBearerLoginCallbackHandler");
    all.put(
        "sasl.jaas.config",
        "%s clientId=\"%s\" clientSecret=\"%s\";".formatted(BEARER, user, TokenServer.SECRET));
    return all;
  }

  /** As whoever owns a certificate. */
  Map<String, String> mutualTls(Path client) {
    Map<String, String> all = tls();
    all.put("bootstrap.servers", "127.0.0.1:" + ports.get("MTLS"));
    all.put("security.protocol", "SSL");
    all.put("ssl.keystore.location", client.toString());
    all.put("ssl.keystore.password", Certificates.PASSWORD);
    return all;
  }

  /** To the listener whose certificate has expired. */
  Map<String, String> stale() {
    Map<String, String> all = tls();
    all.put("bootstrap.servers", "127.0.0.1:" + ports.get("STALE"));
    all.put("security.protocol", "SSL");
    return all;
  }

  private Map<String, String> tls() {
    Map<String, String> all = new HashMap<>();
    all.put("ssl.truststore.location", trust.toString());
    all.put("ssl.truststore.password", Certificates.PASSWORD);
    return all;
  }

  /** With the registry's password, and trust in its certificate. */
  KafkaSettings kafka(Map<String, String> client) {
    Map<String, String> all = new HashMap<>(client);
    all.put("basic.auth.credentials.source", "USER_INFO");
    all.put("basic.auth.user.info", "clients:" + PASSWORD);
    all.put("schema.registry.ssl.truststore.location", trust.toString());
    all.put("schema.registry.ssl.truststore.password", Certificates.PASSWORD);
    return new KafkaSettings(topics, 1, 1, all, registry.url());
  }

  void user(String name) throws Exception {
    ScramCredentialInfo kind = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
    admin
        .alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(name, kind, PASSWORD)))
        .all()
        .get();
    try (Admin client = Admin.create(new HashMap<>(scram(name, PASSWORD)))) {
      await().until(() -> isLetIn(client));
    }
  }

  /** The broker learns of a new user a moment after it was told. */
  private static boolean isLetIn(Admin client) throws InterruptedException {
    try {
      return !client.describeCluster().nodes().get().isEmpty();
    } catch (ExecutionException e) {
      return false;
    }
  }

  void grant(String user, Collection<Right> rights) throws Exception {
    admin.createAcls(rights.stream().map(right -> right.of("User:" + user)).toList()).all().get();
  }

  void revoke(String user, Right right) throws Exception {
    admin.deleteAcls(List.of(right.of("User:" + user).toFilter())).all().get();
  }

  /** As one who may do everything. */
  KafkaSettings superUser() {
    return kafka(plain);
  }

  /** A user who has all rights of a role, and comes with a password. */
  KafkaSettings member(Role role, String site) throws Exception {
    String user = Grant.user(role, topics);
    user(user);
    grant(user, Rights.of(role, topics, site));
    return kafka(scram(user, PASSWORD));
  }

  @Override
  public void close() throws Exception {
    System.clearProperty(ALLOWED_URLS);
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
