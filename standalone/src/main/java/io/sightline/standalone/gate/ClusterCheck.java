package io.sightline.standalone.gate;

import io.sightline.runtime.Failures;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.registry.RegistryException;
import io.sightline.schemas.registry.RegistryUnavailableException;
import io.sightline.standalone.access.Permissions;
import io.sightline.standalone.access.Principal;
import io.sightline.standalone.access.Right;
import io.sightline.standalone.access.Rights;
import io.sightline.standalone.access.Role;
import io.sightline.standalone.topics.Answers;
import io.sightline.standalone.topics.TopicAdmin;
import io.sightline.standalone.topics.TopicChange;
import io.sightline.standalone.topics.TopicPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Everything that keeps a process from working on a cluster, in words. */
final class ClusterCheck {
  private final Role role;
  private final KafkaSettings kafka;
  private final List<Right> rights;
  private final Properties client;

  /**
   * @param site whose cameras ingest opens
   */
  ClusterCheck(Role role, KafkaSettings kafka, String site) {
    this.role = role;
    this.kafka = kafka;
    this.rights = Rights.of(role, kafka.topics(), site);
    this.client = kafka.answeringSoon().admin(role.word() + "-check");
  }

  /** Empty if nothing does; answers within seconds. */
  List<String> problems() throws InterruptedException {
    try (Admin admin = Admin.create(client)) {
      Answers.of(admin.describeCluster().nodes());
      List<String> problems = new ArrayList<>(lacking(admin));
      if (problems.isEmpty()) {
        problems.addAll(unfit(admin));
        problems.addAll(new SchemaCheck(role, kafka).problems());
      }
      return problems;
    } catch (RegistryUnavailableException | RegistryException e) {
      return List.of(Failures.describe(e));
    } catch (KafkaException e) {
      return List.of(
          "Kafka at %s, as %s: %s"
              .formatted(
                  client.getProperty("bootstrap.servers"),
                  Principal.of(client),
                  Failures.describe(e)));
    }
  }

  private List<String> lacking(Admin admin) throws InterruptedException {
    return new Permissions(admin)
        .lacking(rights).stream()
            .map(
                right ->
                    "%s lacks %s; 'topics acls' prints what to grant"
                        .formatted(Principal.of(client), right.describe()))
            .toList();
  }

  private List<String> unfit(Admin admin) throws InterruptedException {
    return new TopicAdmin(admin, TopicPlan.of(kafka))
        .differences(role.topics()).stream()
            .filter(TopicChange::unfit)
            .map(change -> change.describe() + "; 'topics plan' shows all")
            .toList();
  }
}
