package io.sightline.e2e.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sightline.e2e.observability.Catalogue.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Code, catalogue, rules, runbooks and dashboard name the same. */
class ObservabilityTest {
  private static final Path ROOT = Path.of(System.getProperty("sightline.root", ".."));
  private static final Path RULES = ROOT.resolve("deploy/prometheus/alerts.yaml");
  private static final Path RULE_TESTS = ROOT.resolve("deploy/prometheus/alerts-test.yaml");
  private static final Path DASHBOARD = ROOT.resolve("deploy/grafana/sightline.json");
  private static final String RUNBOOKS = "docs/guide/runbooks.md";
  private static final Pattern REGISTERED =
      Pattern.compile(
          "(?:counter|timer|summary|builder|gauge|METRIC =|CameraGauges|LatencyTimer\\.of)"
              + "\\(?\\s*(?:metrics,\\s*)?\"(sightline\\.[a-z_.]+)\"");
  private static final Pattern SUFFIX = Pattern.compile("_(total|seconds|bytes)$");

  private static Catalogue catalogue;
  private static List<JsonNode> rules;

  @BeforeAll
  static void read() throws IOException {
    catalogue = Catalogue.read(ROOT.resolve("docs/reference/metrics.md"));
    rules = new ArrayList<>();
    for (JsonNode group : new YAMLMapper().readTree(RULES.toFile()).get("groups")) {
      group.get("rules").forEach(rules::add);
    }
  }

  @Test
  void code_registersWhatIsInTheCatalogueAndNothingElse() throws IOException {
    Set<String> registered = new TreeSet<>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      for (Path file : files.filter(ObservabilityTest::isCode).toList()) {
        REGISTERED
            .matcher(Files.readString(file))
            .results()
            .forEach(name -> registered.add(withoutSuffix(name.group(1).replace('.', '_'))));
      }
    }
    Set<String> written = new TreeSet<>();
    catalogue.ours().keySet().forEach(name -> written.add(withoutSuffix(name)));

    assertThat(registered).isEqualTo(written).hasSizeGreaterThan(50);
  }

  /** Micrometer adds what a metric counts. */
  private static String withoutSuffix(String name) {
    return SUFFIX.matcher(name).replaceAll("");
  }

  private static boolean isCode(Path file) {
    String path = ROOT.relativize(file).toString();
    return path.matches("[a-z0-9]+/src/main/java/.*\\.java")
        && !path.contains("/bench/")
        && !path.contains("/soak/");
  }

  @Test
  void rules_askForWhatIsThere() {
    assertThat(rules).hasSizeGreaterThan(20);
    for (JsonNode rule : rules) {
      String name = rule.get("alert").asText();
      assertThat(new Query(rule.get("expr").asText()).problems(catalogue)).as(name).isEmpty();
      assertThat(rule.at("/labels/severity").asText()).as(name).isIn("critical", "warning");
      assertThat(rule.at("/annotations/summary").asText()).as(name).isNotBlank();
    }
  }

  /** Of two labels of one name Prometheus keeps its own, and calls the other exported_. */
  @Test
  void metrics_haveNoLabelThatPrometheusSetsForAPod() {
    assertThat(catalogue.metrics().values())
        .flatExtracting(Metric::labels)
        .contains("camera", "service")
        .doesNotContain("namespace", "pod", "container", "endpoint", "job", "instance");
  }

  @Test
  void everyRule_hasARunbookAndEveryRunbookARule() throws IOException {
    List<String> sections =
        Files.readAllLines(ROOT.resolve(RUNBOOKS)).stream()
            .filter(line -> line.startsWith("## "))
            .map(line -> line.substring(3))
            .toList();
    List<String> names = rules.stream().map(rule -> rule.get("alert").asText()).toList();
    assertThat(sections).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(names);
    for (JsonNode rule : rules) {
      assertThat(rule.at("/annotations/runbook").asText())
          .isEqualTo(RUNBOOKS + "#" + rule.get("alert").asText().toLowerCase(Locale.ROOT));
    }
  }

  @Test
  void everyRunbook_saysWhatItMeansWhereToLookAndWhatToDo() throws IOException {
    String[] sections = Files.readString(ROOT.resolve(RUNBOOKS)).split("(?m)^## ");
    for (int i = 1; i < sections.length; i++) {
      assertThat(sections[i]).contains("**Means**", "**Look**", "**Do**");
    }
  }

  @Test
  void ruleTests_areAboutRulesAndSeriesThatAreThere() throws IOException {
    Set<String> names = new TreeSet<>();
    rules.forEach(rule -> names.add(rule.get("alert").asText()));
    for (JsonNode test : new YAMLMapper().readTree(RULE_TESTS.toFile()).get("tests")) {
      for (JsonNode series : test.get("input_series")) {
        String text = series.get("series").asText();
        assertThat(new Query(text).problems(catalogue)).as(text).isEmpty();
      }
      test.get("alert_rule_test")
          .forEach(each -> assertThat(names).contains(each.get("alertname").asText()));
    }
  }

  @Test
  void dashboard_asksForWhatIsThere() throws IOException {
    List<String> queries = new ArrayList<>();
    JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
    for (JsonNode panel : dashboard.get("panels")) {
      panel.path("targets").forEach(target -> queries.add(target.get("expr").asText()));
    }
    for (JsonNode variable : dashboard.at("/templating/list")) {
      String query = variable.path("query").asText();
      if (query.startsWith("label_values")) {
        queries.add(query.replaceAll("label_values\\(([^,]*),.*", "$1"));
      }
    }
    assertThat(queries).hasSizeGreaterThan(20);
    for (String query : queries) {
      String asked = query.replace("$__rate_interval", "5m");
      assertThat(new Query(asked).problems(catalogue)).as(query).isEmpty();
    }
  }
}
