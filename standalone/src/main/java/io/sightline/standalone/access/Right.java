package io.sightline.standalone.access;

import java.util.Locale;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;

/** To do something with some resource of a cluster, from any host. */
public record Right(ResourcePattern resource, AclOperation operation) {
  /** As Kafka keeps it. */
  public AclBinding of(String principal) {
    return new AclBinding(
        resource, new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW));
  }

  /** {@code topic}, {@code group}, {@code transactional-id} or {@code cluster}. */
  public String type() {
    return resource.resourceType().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public boolean prefixed() {
    return resource.patternType() == PatternType.PREFIXED;
  }

  /** As in {@code WRITE on topic 'sightline.alerts'}. */
  public String describe() {
    String name = "'" + resource.name() + (prefixed() ? "*" : "") + "'";
    return "%s on %s %s".formatted(operation, type(), name);
  }
}
