package io.sightline.standalone.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.sightline.standalone.topics.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourcePattern;

/** Rights in a form that people or tools read. */
public enum RightsFormat {
  TABLE {
    @Override
    public String write(List<Grant> grants) {
      Table table = new Table("PRINCIPAL", "OPERATION", "RESOURCE", "NAME", "PATTERN");
      for (Grant grant : grants) {
        for (Right right : grant.rights()) {
          table.row(
              grant.principal(),
              right.operation().name(),
              right.type(),
              right.resource().name(),
              right.prefixed() ? "prefixed" : "literal");
        }
      }
      return table.toString();
    }
  },
  JSON {
    @Override
    public String write(List<Grant> grants) {
      ArrayNode all = new ObjectMapper().createArrayNode();
      for (Grant grant : grants) {
        for (Right right : grant.rights()) {
          all.addObject()
              .put("principal", grant.principal())
              .put("operation", right.operation().name())
              .put("resource", right.type())
              .put("name", right.resource().name())
              .put("pattern", right.prefixed() ? "prefixed" : "literal");
        }
      }
      try {
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e); // Text and lists only.
      }
    }
  },
  /** Lines for Kafka's own {@code kafka-acls.sh}. */
  KAFKA_ACLS {
    @Override
    public String write(List<Grant> grants) {
      StringBuilder out = new StringBuilder();
      for (Grant grant : grants) {
        byResource(grant)
            .forEach((resource, operations) -> out.append(line(grant, resource, operations)));
      }
      return out.toString();
    }
  },
  /** {@code KafkaUser} resources of Strimzi. */
  STRIMZI {
    @Override
    public String write(List<Grant> grants) {
      return grants.stream().map(StrimziUser::of).collect(Collectors.joining());
    }
  };

  /** Ends with a new line. */
  public abstract String write(List<Grant> grants);

  static Map<ResourcePattern, List<AclOperation>> byResource(Grant grant) {
    return grant.rights().stream()
        .collect(
            Collectors.groupingBy(
                Right::resource,
                LinkedHashMap::new,
                Collectors.mapping(Right::operation, Collectors.toList())));
  }

  private static String line(Grant grant, ResourcePattern resource, List<AclOperation> operations) {
    StringBuilder line = new StringBuilder("kafka-acls.sh --bootstrap-server \"$BOOTSTRAP\" --add");
    line.append(" --allow-principal '").append(grant.principal()).append('\'');
    for (AclOperation operation : operations) {
      line.append(" --operation ").append(words(operation));
    }
    String name = " '" + resource.name() + "'";
    switch (resource.resourceType()) {
      case TOPIC -> line.append(" --topic").append(name);
      case GROUP -> line.append(" --group").append(name);
      case TRANSACTIONAL_ID -> line.append(" --transactional-id").append(name);
      case CLUSTER -> line.append(" --cluster");
      default -> throw new IllegalArgumentException(resource + ": expected none of this type");
    }
    String pattern = resource.patternType().name().toLowerCase(Locale.ROOT);
    return line.append(" --resource-pattern-type ").append(pattern).append('\n').toString();
  }

  /** {@code DESCRIBE_CONFIGS} as {@code DescribeConfigs}. */
  static String words(AclOperation operation) {
    StringBuilder words = new StringBuilder();
    for (String word : operation.name().split("_")) {
      words.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return words.toString();
  }
}
