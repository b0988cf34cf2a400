package io.sightline.standalone.access;

import static java.util.Objects.requireNonNull;

import io.sightline.standalone.topics.Answers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Asks the cluster which of its rights a process lacks. The brokers answer what they allow on each
 * topic and group, so that nothing has to be tried out on records.
 */
public final class Permissions {
  /** No topic, group or transaction of this name is ever made. */
  private static final String PROBE = "permission-check";

  private static final Set<AclOperation> ON_SETTINGS =
      Set.of(AclOperation.DESCRIBE_CONFIGS, AclOperation.ALTER_CONFIGS);

  private final Admin admin;

  /**
   * @param admin stays the caller's to close
   */
  public Permissions(Admin admin) {
    this.admin = admin;
  }

  /**
   * Those that are lacking, as far as can be told before there is anything: of topics that Streams
   * has not made yet, only whether it may make them.
   *
   * @throws KafkaException if the cluster cannot be reached or does not let this client in
   */
  public List<Right> lacking(List<Right> wanted) throws InterruptedException {
    Map<String, Optional<Set<AclOperation>>> onTopics = onTopics(names(wanted));
    List<Right> lacking = new ArrayList<>();
    for (Right right : wanted) {
      if (!granted(right, onTopics)) {
        lacking.add(right);
      }
    }
    return lacking;
  }

  private boolean granted(Right right, Map<String, Optional<Set<AclOperation>>> onTopics)
      throws InterruptedException {
    ResourcePattern resource = right.resource();
    String name = probed(right);
    return switch (resource.resourceType()) {
      case TOPIC ->
          right.operation() == AclOperation.CREATE
              ? !refused(creating(name))
              : onTopics.entrySet().stream()
                  .filter(topic -> matches(right, topic.getKey()))
                  .allMatch(topic -> allows(topic.getValue(), right.operation()));
      case GROUP -> groupAllows(name, right.operation());
      case TRANSACTIONAL_ID ->
          !refused(admin.describeTransactions(List.of(name)).description(name));
      default -> true;
    };
  }

  /**
   * Topics of the rights, and those that Streams has made. Of a beginning also one that nobody
   * makes: what may not be seen is not among those that are there.
   */
  private Collection<String> names(List<Right> wanted) throws InterruptedException {
    Set<String> names = new TreeSet<>();
    for (Right right : wanted) {
      if (right.resource().resourceType() == ResourceType.TOPIC) {
        names.add(probed(right));
      }
    }
    for (String present : Answers.of(admin.listTopics().names())) {
      if (wanted.stream().anyMatch(right -> right.prefixed() && matches(right, present))) {
        names.add(present);
      }
    }
    return names;
  }

  private static String probed(Right right) {
    String name = right.resource().name();
    return right.prefixed() ? name + PROBE : name;
  }

  private static boolean matches(Right right, String topic) {
    ResourcePattern resource = right.resource();
    return resource.resourceType() == ResourceType.TOPIC
        && (right.prefixed() ? topic.startsWith(resource.name()) : topic.equals(resource.name()));
  }

  /** What is allowed on each; empty for one that is absent, of which nothing can be told. */
  private Map<String, Optional<Set<AclOperation>>> onTopics(Collection<String> names)
      throws InterruptedException {
    Map<String, Optional<Set<AclOperation>>> all = new HashMap<>();
    for (var asked :
        admin
            .describeTopics(names, new DescribeTopicsOptions().includeAuthorizedOperations(true))
            .topicNameValues()
            .entrySet()) {
      try {
        all.put(
            asked.getKey(),
            Optional.ofNullable(Answers.of(asked.getValue()).authorizedOperations()));
      } catch (AuthorizationException e) {
        // Whether its settings may be seen or altered cannot be told before it may be seen itself.
        all.put(asked.getKey(), Optional.of(ON_SETTINGS));
      } catch (UnknownTopicOrPartitionException e) {
        all.put(asked.getKey(), Optional.empty());
      }
    }
    return all;
  }

  private static boolean allows(Optional<Set<AclOperation>> told, AclOperation operation) {
    return told.map(allowed -> allowed.contains(operation)).orElse(true);
  }

  private boolean groupAllows(String group, AclOperation operation) throws InterruptedException {
    var asked =
        admin
            .describeConsumerGroups(
                List.of(group),
                new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
            .describedGroups()
            .get(group);
    try {
      Set<AclOperation> allowed = asked == null ? null : Answers.of(asked).authorizedOperations();
      return allowed == null || allowed.contains(operation);
    } catch (AuthorizationException e) {
      return false;
    } catch (GroupIdNotFoundException e) {
      return true; // To see that it is not there is allowed to those who may read it.
    }
  }

  private KafkaFuture<Void> creating(String name) {
    NewTopic topic = new NewTopic(name, Optional.of(1), Optional.empty());
    return requireNonNull(
        admin
            .createTopics(List.of(topic), new CreateTopicsOptions().validateOnly(true))
            .values()
            .get(name));
  }

  /** Another refusal than for lack of rights is none that counts here. */
  private static boolean refused(KafkaFuture<?> asked) throws InterruptedException {
    try {
      Answers.of(asked);
      return false;
    } catch (AuthorizationException e) {
      return true;
    } catch (ApiException e) {
      return false;
    }
  }
}
