package io.sightline.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.sightline.runtime.ConfigLoader;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.standalone.access.Role;
import io.sightline.standalone.config.SightlineConfig;
import io.sightline.standalone.kubernetes.Deployment;
import io.sightline.standalone.kubernetes.Manifests;
import io.sightline.standalone.kubernetes.Manifests.Addition;
import io.sightline.standalone.topics.TopicPlan;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code deploy/kubernetes} is what the command writes, and what Kubernetes and its operators read.
 */
class ManifestsTest {
  private static final Path ROOT = Path.of(System.getProperty("sightline.root", ".."));
  private static final Path RULES = ROOT.resolve("deploy/prometheus/alerts.yaml");
  private static final Deployment DEFAULTS =
      new Deployment(
          new TopicPlan(new Topics(Topics.DEFAULT_PREFIX), 48, 3),
          "home",
          "sightline",
          "sightline:latest");
  private static final Map<String, String> FILES =
      Manifests.of(DEFAULTS, EnumSet.allOf(Addition.class));
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .annotationIntrospector(new NothingAdditional())
          .build();
  private static final Map<String, Class<?>> KINDS =
      Map.ofEntries(
          Map.entry("Kafka", Kafka.class),
          Map.entry("KafkaNodePool", KafkaNodePool.class),
          Map.entry("KafkaTopic", KafkaTopic.class),
          Map.entry("KafkaUser", KafkaUser.class),
          Map.entry("ConfigMap", ConfigMap.class),
          Map.entry("Secret", Secret.class),
          Map.entry("Service", Service.class),
          Map.entry("StatefulSet", StatefulSet.class),
          Map.entry("NetworkPolicy", NetworkPolicy.class),
          Map.entry("PodDisruptionBudget", PodDisruptionBudget.class),
          Map.entry("PodMonitor", PodMonitor.class),
          Map.entry("PrometheusRule", PrometheusRule.class));

  /** The models keep what they do not know as "additional": here that is an error. */
  private static final class NothingAdditional extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated member) {
      return false;
    }
  }

  @Test
  void folder_isWhatTheCommandWrites() throws IOException {
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      assertThat(ROOT.resolve("deploy/kubernetes").resolve(file.getKey()))
          .as("run ./sightline deploy kubernetes --out deploy/kubernetes")
          .hasContent(file.getValue());
    }
    try (var there = Files.list(ROOT.resolve("deploy/kubernetes"))) {
      assertThat(there.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(FILES.keySet());
    }
  }

  @Test
  void everyObject_hasNoFieldThatItsModelDoesNotKnow() throws IOException {
    int read = 0;
    for (JsonNode object : objects()) {
      Class<?> model = model(object);
      if (model != null) {
        assertThat(YAML.treeToValue(object, model)).as(object.toString()).isNotNull();
        read++;
      }
    }
    assertThat(read).isGreaterThan(Topics.ALL.size() + Role.values().length);
  }

  @Test
  void unknownField_isRefused() {
    JsonNode wrong =
        YAML.createObjectNode()
            .put("kind", "Service")
            .set("spec", YAML.createObjectNode().put("clusterIp", "None"));
    assertThatThrownBy(() -> YAML.treeToValue(wrong, Service.class))
        .isInstanceOf(UnrecognizedPropertyException.class);
  }

  @Test
  void topics_areAllOfThemWithTheirSettings() throws IOException {
    List<JsonNode> topics = objects("KafkaTopic");
    assertThat(topics)
        .extracting(topic -> topic.at("/spec/topicName").asText())
        .containsExactlyElementsOf(
            Topics.ALL.stream().map(topic -> "sightline." + topic.name()).toList());
    for (int i = 0; i < topics.size(); i++) {
      Topic<?> topic = Topics.ALL.get(i);
      JsonNode settings = topics.get(i).at("/spec/config");
      DEFAULTS
          .plan()
          .configuration(topic)
          .forEach((key, value) -> assertThat(settings.get(key).asText()).isEqualTo(value));
    }
  }

  @Test
  void pods_areNotRootAndHaveProbesLimitsAndTimeToStop() throws IOException {
    for (JsonNode workload : workloads()) {
      JsonNode pod = workload.at("/spec/template/spec");
      JsonNode container = pod.at("/containers/0");
      assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
      assertThat(pod.at("/terminationGracePeriodSeconds").asInt()).isGreaterThan(60);
      assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
      assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/health/ready");
      assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/health/live");
      assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
    }
  }

  @Test
  void scaling_followsGroupsThatAre() throws IOException {
    assertThat(objects("ScaledObject"))
        .extracting(
            scaled -> scaled.at("/spec/triggers/0/metadata/consumerGroup").asText(),
            scaled -> scaled.at("/spec/triggers/0/metadata/topic").asText())
        .containsExactly(
            tuple("sightline.detect", "sightline.frames"),
            tuple("sightline.alerting", "sightline.detections"));
  }

  @Test
  void podMonitor_findsThePortOfEveryProcessAndGivesItTheJobOfTheRules() throws IOException {
    JsonNode monitor = objects("PodMonitor").get(0).get("spec");
    JsonNode wanted = monitor.at("/selector/matchLabels");
    String port = monitor.at("/podMetricsEndpoints/0/port").asText();
    for (JsonNode workload : workloads()) {
      JsonNode labels = workload.at("/spec/template/metadata/labels");
      assertThat(labels.properties()).containsAll(wanted.properties());
      assertThat(labels.get(monitor.get("jobLabel").asText()).asText()).isEqualTo("sightline");
      assertThat(workload.at("/spec/template/spec/containers/0/ports"))
          .extracting(each -> each.get("name").asText())
          .contains(port);
    }
    assertThat(Files.readString(RULES)).contains("up{job=\"sightline\"}");
  }

  @Test
  void prometheusRule_hasTheRulesOfTheFile() throws IOException {
    JsonNode rules = YAML.readTree(RULES.toFile());
    assertThat(rules.get("groups")).isNotEmpty();
    assertThat(objects("PrometheusRule"))
        .extracting(rule -> rule.get("spec"))
        .containsExactly(rules);
  }

  @Test
  void additions_areLeftOutWithTheirLines() {
    Map<String, String> bare = Manifests.of(DEFAULTS, Set.of());
    assertThat(bare.get("kustomization.yaml"))
        .contains("- processes.yaml")
        .doesNotContain("scaling", "monitoring");
    assertThat(FILES).containsOnlyKeys(with(bare.keySet(), "scaling.yaml", "monitoring.yaml"));
    assertThat(FILES.get("kustomization.yaml")).contains("- scaling.yaml", "- monitoring.yaml");
  }

  private static List<String> with(Set<String> names, String... others) {
    List<String> all = new ArrayList<>(names);
    all.addAll(List.of(others));
    return all;
  }

  @Test
  void configuration_isOneThatProcessesRead(@TempDir Path secrets) throws Exception {
    String text = objects("ConfigMap").get(0).at("/data/sightline.yaml").asText();
    Path secret = Files.writeString(secrets.resolve("secret"), "s");
    SightlineConfig config =
        ConfigLoader.parse(
            "ConfigMap",
            text.replaceAll("\\$\\{file:[^}]*\\}", "\\${file:" + secret + "}"),
            SightlineConfig.class,
            Map.of());
    assertThat(config.clusterSettings().partitions()).isEqualTo(48);
    assertThat(config.clusterSettings().properties()).containsEntry("sasl.jaas.config", "s");
  }

  private static List<JsonNode> workloads() throws IOException {
    List<JsonNode> workloads = new ArrayList<>(objects("Deployment"));
    workloads.addAll(objects("StatefulSet"));
    assertThat(workloads).hasSize(6);
    return workloads;
  }

  private static Class<?> model(JsonNode object) {
    String kind = object.get("kind").asText();
    return kind.equals("Deployment")
        ? io.fabric8.kubernetes.api.model.apps.Deployment.class
        : KINDS.get(kind);
  }

  private static List<JsonNode> objects(String kind) throws IOException {
    return objects().stream().filter(object -> object.get("kind").asText().equals(kind)).toList();
  }

  private static List<JsonNode> objects() throws IOException {
    List<JsonNode> all = new ArrayList<>();
    for (String text : FILES.values()) {
      try (MappingIterator<JsonNode> each = YAML.readerFor(JsonNode.class).readValues(text)) {
        each.forEachRemaining(all::add);
      }
    }
    return all;
  }
}
