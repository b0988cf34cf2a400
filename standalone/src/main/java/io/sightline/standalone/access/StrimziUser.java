package io.sightline.standalone.access;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** A grant as a {@code KafkaUser} of Strimzi, in YAML. */
final class StrimziUser {
  private StrimziUser() {}

  static String of(Grant grant) {
    StringBuilder out = new StringBuilder();
    out.append("---\n")
        .append("apiVersion: kafka.strimzi.io/v1\n")
        .append("kind: KafkaUser\n")
        .append("metadata:\n")
        .append("  name: ")
        .append(grant.user())
        .append('\n')
        .append("  labels:\n")
        .append("    strimzi.io/cluster: sightline\n")
        .append("spec:\n")
        .append("  authentication:\n")
        .append("    type: scram-sha-512\n")
        .append("  authorization:\n")
        .append("    type: simple\n")
        .append("    acls:\n");
    for (Map.Entry<ResourcePattern, List<AclOperation>> entry :
        RightsFormat.byResource(grant).entrySet()) {
      acl(out, entry.getKey(), entry.getValue());
    }
    return out.toString();
  }

  private static void acl(
      StringBuilder out, ResourcePattern resource, List<AclOperation> operations) {
    out.append("      - resource:\n          type: ").append(type(resource)).append('\n');
    if (resource.resourceType() != ResourceType.CLUSTER) {
      out.append("          name: ").append(resource.name()).append('\n');
      String pattern = resource.patternType() == PatternType.PREFIXED ? "prefix" : "literal";
      out.append("          patternType: ").append(pattern).append('\n');
    }
    String words = String.join(", ", operations.stream().map(RightsFormat::words).toList());
    out.append("        operations: [").append(words).append("]\n");
  }

  private static String type(ResourcePattern resource) {
    String[] words = resource.resourceType().name().toLowerCase(Locale.ROOT).split("_");
    return words.length == 1 ? words[0] : words[0] + "Id";
  }
}
