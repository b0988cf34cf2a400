package io.sightline.e2e.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.alerting.AlertingTopology;
import io.sightline.retention.RetentionConfig;
import io.sightline.retention.RetentionTopology;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.StreamsService;
import io.sightline.runtime.TransactionalLoop;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.standalone.Processes;
import io.sightline.standalone.access.Role;
import io.sightline.standalone.erase.Certificates;
import io.sightline.standalone.erase.ErasureDesk;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of who reads and writes what, held against the topologies and the code. */
class RolesTest {
  private static final Topics TOPICS = new Topics("t");
  private static final KafkaSettings KAFKA =
      new KafkaSettings(TOPICS, 1, 1, Map.of(), "mock://RolesTest");
  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.sightline");

  @ParameterizedTest
  @EnumSource(names = {"INGEST", "DETECT", "ALERTING", "RETENTION", "CONSOLE"})
  void module_namesTheTopicsOfItsRoleAndNoOthers(Role role) throws Exception {
    Set<String> named = namedIn("io.sightline." + role.word());
    if (Processes.Kind.valueOf(role.name()).usesMedia()) {
      named.addAll(namedIn("io.sightline.keys"));
    }
    if (role == Role.CONSOLE) {
      named.addAll(namedBy(List.of(Certificates.class, ErasureDesk.class)));
    }
    assertThat(named).containsExactlyInAnyOrderElementsOf(names(role.topics()));
  }

  /** Its own topics besides, which have the same names under another prefix. */
  @Test
  void backfill_namesTheTopicsOfItsRoleAndNoOthers() throws Exception {
    Set<String> named = namedIn("io.sightline.standalone.backfill");
    named.addAll(namedIn("io.sightline.keys"));
    assertThat(named)
        .contains(Topics.DEAD_LETTERS.name()) // Of its own alerting.
        .containsAll(names(Role.BACKFILL.topics()))
        .hasSize(Role.BACKFILL.topics().size() + 1);
  }

  @Test
  void traces_nameTheTopicsOfTheirRoleAndNoOthers() throws Exception {
    assertThat(namedIn("io.sightline.standalone.traces"))
        .containsExactlyInAnyOrderElementsOf(names(Role.TRACES.topics()));
  }

  @Test
  void alertingTopology_readsAndWritesWhatItsRoleMay() {
    covers(Role.ALERTING, new AlertingTopology(KAFKA, "b", Duration.ofSeconds(1)).build());
  }

  @Test
  void retentionTopology_readsAndWritesWhatItsRoleMay() {
    covers(
        Role.RETENTION,
        new RetentionTopology(RetentionConfig.DEFAULT, KAFKA, new SimpleMeterRegistry()).build());
  }

  private static void covers(Role role, Topology topology) {
    Set<String> sources = new TreeSet<>();
    Set<String> sinks = new TreeSet<>();
    TopologyDescription described = topology.describe();
    described.globalStores().forEach(store -> sources.addAll(store.source().topicSet()));
    described
        .subtopologies()
        .forEach(
            part ->
                part.nodes()
                    .forEach(
                        node -> {
                          if (node instanceof Source source) {
                            sources.addAll(source.topicSet());
                          } else if (node instanceof Sink sink) {
                            sinks.add(sink.topic());
                          }
                        }));
    sources.removeIf(RolesTest::isInternal);
    sinks.removeIf(RolesTest::isInternal);
    assertThat(sources).isNotEmpty().isSubsetOf(onTheBroker(role.reads()));
    assertThat(sinks).isNotEmpty().isSubsetOf(onTheBroker(role.writes()));
  }

  /** Made by Streams, under the application's own prefix. */
  private static boolean isInternal(String topic) {
    return Topics.ALL.stream().noneMatch(known -> TOPICS.name(known).equals(topic));
  }

  private static Set<String> namedIn(String module) throws Exception {
    Set<String> names = new TreeSet<>();
    for (JavaClass type : CODE) {
      if ((type.getPackageName() + ".").startsWith(module + ".")) {
        names.addAll(namedBy(type));
        type.getDirectDependenciesFromSelf().stream()
            .map(dependency -> dependency.getTargetClass().getName())
            .filter(
                name ->
                    name.equals(TransactionalLoop.class.getName())
                        || name.equals(StreamsService.class.getName()))
            .findAny()
            .ifPresent(name -> names.add(Topics.DEAD_LETTERS.name()));
      }
    }
    return names;
  }

  /** What the console is handed from elsewhere. */
  private static Set<String> namedBy(List<Class<?>> types) throws Exception {
    Set<String> names = new TreeSet<>();
    for (Class<?> type : types) {
      names.addAll(namedBy(CODE.get(type)));
    }
    return names;
  }

  private static Set<String> namedBy(JavaClass type) throws Exception {
    Set<String> names = new TreeSet<>();
    for (JavaFieldAccess access : type.getFieldAccessesFromSelf()) {
      if (access.getTargetOwner().isEquivalentTo(Topics.class)) {
        Field field = Topics.class.getDeclaredField(access.getName());
        if (field.getType() == Topic.class) {
          names.add(((Topic<?>) field.get(null)).name());
        }
      }
    }
    return names;
  }

  private static Set<String> names(Collection<Topic<?>> topics) {
    return topics.stream().map(Topic::name).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> onTheBroker(Collection<Topic<?>> topics) {
    return topics.stream().map(TOPICS::name).collect(Collectors.toCollection(TreeSet::new));
  }
}
