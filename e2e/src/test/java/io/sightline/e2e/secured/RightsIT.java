package io.sightline.e2e.secured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sightline.runtime.Health;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import io.sightline.standalone.access.Permissions;
import io.sightline.standalone.access.Right;
import io.sightline.standalone.access.Rights;
import io.sightline.standalone.access.Role;
import io.sightline.standalone.gate.ClusterGate;
import io.sightline.standalone.registry.EmbeddedRegistry;
import io.sightline.standalone.registry.RegistryPort;
import io.sightline.standalone.topics.TopicAdmin;
import io.sightline.standalone.topics.TopicPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may do what, how it is said when something is missing, and how it is put right. */
class RightsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Topics TOPICS = new Topics("sightline");
  private static final String SITE = "home";

  @TempDir static Path folder;
  private static Path known;
  private static Path expired;
  private static SecuredCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    Certificates certificates = new Certificates(folder);
    known = certificates.valid("by-certificate");
    expired = certificates.expired("too-old");
    cluster = new SecuredCluster(folder, TOPICS, certificates);
    // What Streams and a replay would have made by themselves.
    cluster
        .admin
        .createTopics(
            List.of(
                new NewTopic(Rights.sideBeginning(TOPICS) + "x.alerts", 1, (short) 1),
                new NewTopic(TOPICS.id("alerting-x-changelog"), 1, (short) 1),
                new NewTopic(TOPICS.id("retention-x-changelog"), 1, (short) 1)))
        .all()
        .get();
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "INGEST",
        "DETECT",
        "ALERTING",
        "RETENTION",
        "CONSOLE",
        "REPLAY",
        "BACKFILL",
        "TRACES"
      })
  void anyOneRightMissing_isNamed(Role role) throws Exception {
    String user = "one-of-" + role.word();
    List<Right> rights = Rights.of(role, TOPICS, SITE);
    cluster.user(user);
    cluster.grant(user, rights);
    Map<String, Object> client = Map.copyOf(cluster.scram(user, SecuredCluster.PASSWORD));
    try (Admin admin = Admin.create(client)) {
      Permissions permissions = new Permissions(admin);
      soon().until(() -> permissions.lacking(rights).isEmpty());
      for (Right right : rights) {
        cluster.revoke(user, right);
        soon()
            .untilAsserted(
                () ->
                    assertThat(permissions.lacking(rights))
                        .as(right.describe())
                        .containsExactly(right));
        cluster.grant(user, List.of(right));
        soon().until(() -> permissions.lacking(rights).isEmpty());
      }
    }
  }

  /** Brokers learn of rights some milliseconds after they were given. */
  private static ConditionFactory soon() {
    return await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10));
  }

  @Test
  void rightThatIsMissing_isSaidByHealthAndTakenUpWithoutARestart() throws Exception {
    String user = "waiting";
    List<Right> rights = Rights.of(Role.DETECT, TOPICS, SITE);
    cluster.user(user);
    cluster.grant(user, rights.subList(1, rights.size()));
    try (Opening opening = opening(cluster.scram(user, SecuredCluster.PASSWORD))) {
      opening.says("User:waiting lacks " + rights.get(0).describe());
      cluster.grant(user, rights);
      opening.opens();
    }
  }

  @Test
  void userWithAToken_isLetIn() throws Exception {
    cluster.grant("by-token", Rights.of(Role.DETECT, TOPICS, SITE));
    try (Opening opening = opening(cluster.bearer("by-token"))) {
      opening.opens();
    }
  }

  @Test
  void ownerOfACertificate_isLetIn() throws Exception {
    cluster.grant("by-certificate", Rights.of(Role.DETECT, TOPICS, SITE));
    try (Opening opening = opening(cluster.mutualTls(known))) {
      opening.opens();
    }
  }

  @Test
  void ownExpiredCertificate_isSaidWithItsFile() throws Exception {
    cluster.grant("too-old", Rights.of(Role.DETECT, TOPICS, SITE));
    try (Opening opening = opening(cluster.mutualTls(expired))) {
      opening.says("too-old.p12': SslAuthenticationException");
    }
  }

  @Test
  void expiredCertificateOfTheBroker_isSaid() throws Exception {
    try (Opening opening = opening(cluster.stale())) {
      opening.says("CertificateExpiredException");
    }
  }

  @Test
  void wrongPassword_isSaidWithTheUser() throws Exception {
    cluster.user("somebody");
    cluster.grant("somebody", Rights.of(Role.DETECT, TOPICS, SITE));
    try (Opening opening = opening(cluster.scram("somebody", "wrong"))) {
      opening.says("User:somebody: SaslAuthenticationException: Authentication failed");
    }
  }

  @Test
  void topicsCommand_worksUnderTheRightsOfItsRole() throws Exception {
    KafkaSettings kafka = cluster.member(Role.TOPICS, SITE);
    try (Admin admin = Admin.create(kafka.admin("topics"))) {
      TopicAdmin topics = new TopicAdmin(admin, TopicPlan.of(kafka));
      await().atMost(PATIENCE).ignoreExceptions().until(() -> topics.differences().isEmpty());
      cluster.admin.deleteTopics(List.of(TOPICS.name(Topics.FEEDBACK))).all().get();
      await().atMost(PATIENCE).until(() -> !topics.differences().isEmpty());
      topics.apply(topics.differences(), Set.of());
      await().atMost(PATIENCE).until(() -> topics.differences().isEmpty());
      assertThat(topics.moving()).isEmpty();
    }
  }

  @Test
  void registry_worksUnderTheRightsOfItsRole() throws Exception {
    KafkaSettings kafka = cluster.member(Role.REGISTRY, SITE);
    Map<String, Object> client = new HashMap<>();
    kafka.admin("registry").forEach((key, value) -> client.put(key.toString(), value));
    try (EmbeddedRegistry own =
        new EmbeddedRegistry(() -> client, 1, RegistryPort.open("127.0.0.1", 0))) {
      await().atMost(PATIENCE).ignoreExceptions().untilAsserted(own::start);
      assertThat(own.health().state()).isEqualTo(Health.State.UP);
    }
  }

  @Test
  void wrongPasswordOfTheRegistry_isSaidWithItsAddress() throws Exception {
    KafkaSettings kafka = cluster.superUser();
    Map<String, String> wrong = new HashMap<>(kafka.properties());
    wrong.put("basic.auth.user.info", "clients:wrong");
    try (Opening opening =
        new Opening(new KafkaSettings(TOPICS, 1, 1, wrong, kafka.registryUrl()))) {
      opening.says(kafka.registryUrl());
      opening.says("answered 401");
    }
  }

  private static Opening opening(Map<String, String> client) {
    return new Opening(cluster.kafka(client));
  }

  /** A gate that is being opened. */
  static final class Opening implements AutoCloseable {
    private final ClusterGate gate;
    private final CompletableFuture<Boolean> opened;

    Opening(KafkaSettings kafka) {
      gate = new ClusterGate(Role.DETECT, kafka, SITE);
      opened =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  gate.start();
                  return gate.health().state() == Health.State.UP;
                } catch (InterruptedException e) {
                  return false;
                }
              });
    }

    void says(String text) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(gate.health().state()).isEqualTo(Health.State.DEGRADED);
                assertThat(gate.health().detail()).contains(text);
              });
      assertThat(opened).isNotDone();
    }

    void opens() {
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(opened).as(gate.health().detail()).isDone());
      assertThat(opened.join()).isTrue();
    }

    @Override
    public void close() {
      gate.stopping();
      gate.close();
    }
  }
}
