package io.sightline.standalone.access;

import static org.apache.kafka.common.acl.AclOperation.ALTER;
import static org.apache.kafka.common.acl.AclOperation.ALTER_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;

import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.standalone.registry.EmbeddedRegistry;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The least that a role needs, derived from what it reads and writes. */
public final class Rights {
  private final Topics topics;
  private final String site;
  private final List<Right> all = new ArrayList<>();

  private Rights(Topics topics, String site) {
    this.topics = topics;
    this.site = site;
  }

  /**
   * Each right once, topics in order of flow.
   *
   * @param site whose cameras ingest opens; part of the names of its groups
   */
  public static List<Right> of(Role role, Topics topics, String site) {
    Rights rights = new Rights(topics, site);
    rights.contractTopics(role);
    role.members().forEach(rights::member);
    switch (role) {
      case CONSOLE -> rights.keeping(role);
      case REPLAY -> rights.onSideTopics(WRITE);
      case BACKFILL -> {
        rights.onSideTopics(READ, WRITE);
        rights.deciding();
      }
      case TOPICS -> rights.administration();
      case SCALER -> rights.observation();
      case REGISTRY -> rights.on(literalTopic(EmbeddedRegistry.TOPIC), CREATE, READ, WRITE);
      default -> {}
    }
    return rights.all.stream().filter(right -> !rights.isIncluded(right)).toList();
  }

  /**
   * What the prefixes begin with under which {@code replay} and {@code backfill} may write: rights
   * can be given on a beginning, and nobody knows the rest before it is asked for.
   */
  public static String sideBeginning(Topics topics) {
    return topics.prefix() + "-try-";
  }

  /** In another one, whose name is a beginning of its own. */
  private boolean isIncluded(Right right) {
    return all.stream()
        .filter(other -> !other.equals(right) && other.operation() == right.operation())
        .map(Right::resource)
        .anyMatch(
            other ->
                other.patternType() == PREFIXED
                    && other.resourceType() == right.resource().resourceType()
                    && right.resource().name().startsWith(other.name()));
  }

  /** To read or to write includes to describe; a look at the settings has to be granted. */
  private void contractTopics(Role role) {
    for (Topic<?> topic : role.topics()) {
      ResourcePattern resource = literalTopic(topics.name(topic));
      if (role.reads().contains(topic)) {
        on(resource, READ);
      }
      if (role.writes().contains(topic)) {
        on(resource, WRITE);
      }
      if (role.isProcess()) {
        on(resource, DESCRIBE_CONFIGS);
      }
    }
  }

  private void member(Member template) {
    Member member = template.at(site);
    PatternType pattern = member.named() == Member.Named.IN_FULL ? LITERAL : PREFIXED;
    if (member.group()) {
      on(new ResourcePattern(ResourceType.GROUP, topics.id(member.name()), pattern), READ);
    }
    String beginning = topics.id(member.beginning());
    if (member.transactions()) {
      on(new ResourcePattern(ResourceType.TRANSACTIONAL_ID, beginning, PREFIXED), WRITE);
    }
    if (member.internalTopics()) {
      on(
          new ResourcePattern(ResourceType.TOPIC, beginning, PREFIXED),
          CREATE,
          READ,
          WRITE,
          DELETE,
          DESCRIBE_CONFIGS);
    }
  }

  /** A certificate of an erasure says of each topic how long it keeps records. */
  private void keeping(Role role) {
    for (Topic<?> topic : Topics.ALL) {
      if (!role.topics().contains(topic)) {
        on(literalTopic(topics.name(topic)), DESCRIBE, DESCRIBE_CONFIGS);
      }
    }
  }

  /** Makes them, or what is there as it is to be; to alter settings includes to look at them. */
  private void onSideTopics(AclOperation... operations) {
    ResourcePattern side = side(ResourceType.TOPIC);
    on(side, CREATE, ALTER_CONFIGS);
    on(side, operations);
  }

  /** Alerting over side topics, as a group and in transactions under their prefix. */
  private void deciding() {
    on(side(ResourceType.GROUP), READ);
    on(side(ResourceType.TRANSACTIONAL_ID), WRITE);
  }

  private ResourcePattern side(ResourceType type) {
    return new ResourcePattern(type, sideBeginning(topics), PREFIXED);
  }

  private void administration() {
    on(
        new ResourcePattern(ResourceType.TOPIC, topics.prefix() + ".", PREFIXED),
        CREATE,
        DESCRIBE,
        DESCRIBE_CONFIGS,
        ALTER_CONFIGS);
    // Copies are moved by leave of the cluster, not of the topic.
    on(new ResourcePattern(ResourceType.CLUSTER, Resource.CLUSTER_NAME, LITERAL), DESCRIBE, ALTER);
  }

  private void observation() {
    on(literalTopic(topics.name(Topics.FRAMES)), DESCRIBE);
    on(literalTopic(topics.name(Topics.DETECTIONS)), DESCRIBE);
    for (Role scaled : List.of(Role.DETECT, Role.ALERTING)) {
      on(new ResourcePattern(ResourceType.GROUP, topics.id(scaled.word()), LITERAL), DESCRIBE);
    }
  }

  private static ResourcePattern literalTopic(String name) {
    return new ResourcePattern(ResourceType.TOPIC, name, LITERAL);
  }

  private void on(ResourcePattern resource, AclOperation... operations) {
    for (AclOperation operation : operations) {
      all.add(new Right(resource, operation));
    }
  }
}
