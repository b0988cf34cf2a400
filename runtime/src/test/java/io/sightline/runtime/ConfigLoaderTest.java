package io.sightline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
  enum Mode {
    QUIET,
    LOUD
  }

  record Inner(String name, Integer queueLength, @Verbatim String source) {
    Inner {
      queueLength = queueLength == null ? 7 : queueLength;
      if (queueLength < 0) {
        throw new IllegalArgumentException("queue_length " + queueLength + ": expected 0 or more");
      }
    }
  }

  record Outer(
      Inner inner,
      List<Inner> items,
      Map<String, String> properties,
      Duration keepFor,
      Mode mode,
      Secret password,
      Path folder,
      URI address,
      Instant since,
      boolean enabled,
      double share) {}

  private static final Map<String, String> ENV = Map.of("HOST", "example", "EMPTY", "");

  private static Outer parse(String yaml) throws ConfigException {
    return ConfigLoader.parse("test.yaml", yaml, Outer.class, ENV);
  }

  private static List<String> problems(String yaml) {
    try {
      parse(yaml);
      return List.of();
    } catch (ConfigException e) {
      return e.problems();
    }
  }

  @Test
  void everyType_isRead() throws Exception {
    Outer outer =
        parse(
            """
            inner: {name: "007", queue_length: 3}
            items:
              - name: first
              - name: second
            properties:
              bootstrap.servers: localhost:9092
            keep_for: 30d
            mode: loud
            password: hush
            folder: data/clips
            address: http://localhost:8080/x
            since: 2026-01-31T12:00:00Z
            enabled: true
            share: 0.25
            """);
    assertThat(outer.inner()).isEqualTo(new Inner("007", 3, null));
    assertThat(outer.items()).extracting(Inner::name).containsExactly("first", "second");
    assertThat(outer.properties()).containsEntry("bootstrap.servers", "localhost:9092");
    assertThat(outer.keepFor()).isEqualTo(Duration.ofDays(30));
    assertThat(outer.mode()).isEqualTo(Mode.LOUD);
    assertThat(outer.password().value()).isEqualTo("hush");
    assertThat(outer.folder()).isEqualTo(Path.of("data/clips"));
    assertThat(outer.address()).isEqualTo(URI.create("http://localhost:8080/x"));
    assertThat(outer.since()).isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
    assertThat(outer.enabled()).isTrue();
    assertThat(outer.share()).isEqualTo(0.25);
  }

  @Test
  void nothingGiven_leavesDefaultsToTheRecord() throws Exception {
    assertThat(parse("").inner()).isNull();
    assertThat(parse("# only a comment\n").enabled()).isFalse();
    assertThat(parse("inner: {}").inner().queueLength()).isEqualTo(7);
  }

  @Test
  void durations_takeEachUnit() throws Exception {
    assertThat(parse("keep_for: 12h").keepFor()).isEqualTo(Duration.ofHours(12));
    assertThat(parse("keep_for: 5m").keepFor()).isEqualTo(Duration.ofMinutes(5));
    assertThat(parse("keep_for: 20s").keepFor()).isEqualTo(Duration.ofSeconds(20));
    assertThat(parse("keep_for: 500ms").keepFor()).isEqualTo(Duration.ofMillis(500));
    assertThat(problems("keep_for: 30"))
        .containsExactly(
            "line 1: keep_for: '30': expected a duration as 30d, 12h, 5m, 20s or 500ms");
  }

  @Test
  void environment_isPutIn() throws Exception {
    String yaml = "inner: {name: 'on ${HOST} or ${NONE:other}'}";
    assertThat(parse(yaml).inner().name()).isEqualTo("on example or other");
    assertThat(parse("inner: {queue_length: '${EMPTY}'}").inner().queueLength()).isEqualTo(7);
  }

  @Test
  void environmentInVerbatimOrEscaped_staysAsItIs() throws Exception {
    Outer outer = parse("inner: {source: 'rtsp://${USER}@${HOST}', name: '$${HOST}'}");
    assertThat(outer.inner().source()).isEqualTo("rtsp://${USER}@${HOST}");
    assertThat(outer.inner().name()).isEqualTo("${HOST}");
  }

  @Test
  void severalProblems_areAllReportedWithLineKeyValueAndWhatWasExpected() {
    String yaml =
        """
        inner:
          queue_lenght: 3
          name: ${MISSING}
        items:
          - queue_length: -4
          - queue_length: many
        keep_for: [1]
        mode: shy
        enabled: perhaps
        properties: none
        whatever: 1
        """;
    assertThat(problems(yaml))
        .containsExactlyInAnyOrder(
            "line 2: inner.queue_lenght: unknown key; did you mean 'queue_length'?",
            "line 3: inner.name: environment variable MISSING is not set; expected it, or a default"
                + " as in ${MISSING:value}",
            "line 5: items[0]: queue_length -4: expected 0 or more",
            "line 6: items[1].queue_length: 'many': expected a whole number up to 2147483647",
            "line 7: keep_for: expected a duration as 30d, 12h, 5m, 20s or 500ms",
            "line 8: mode: 'shy': expected one of quiet, loud",
            "line 9: enabled: 'perhaps': expected true or false",
            "line 10: properties: expected keys with values",
            "line 11: whatever: unknown key; expected one of inner, items, properties, keep_for,"
                + " mode, password, folder, address, since, enabled, share");
  }

  @Test
  void keyGivenTwice_isRefused() {
    assertThat(problems("mode: loud\nmode: quiet\n"))
        .containsExactly("line 2: key 'mode' is already given in line 1");
  }

  @Test
  void brokenYaml_saysTheLine() {
    assertThat(problems("mode: loud\nitems: [\n")).singleElement().asString().contains("not YAML");
    assertThat(problems("mode: 'loud\n")).singleElement().asString().startsWith("line ");
    assertThat(problems("mode: loud\n---\nmode: loud\n"))
        .containsExactly("line 3: a second document; expected one");
  }

  @Test
  void wrongShape_isRefused() {
    assertThat(problems("- 1")).singleElement().asString().contains("expected keys inner, items");
    assertThat(problems("items: {}")).containsExactly("line 1: items: expected a list");
    assertThat(problems("items: [~]")).containsExactly("line 1: items[0]: expected a value");
    assertThat(problems("inner: {name: '${'}"))
        .singleElement()
        .asString()
        .contains("expected ${NAME}, ${NAME:default} or ${file:PATH}");
  }

  @Test
  void missingFile_isNamed(@TempDir Path folder) {
    Path file = folder.resolve("none.yaml");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> ConfigLoader.load(file, Outer.class))
        .withMessageContaining(file.toString())
        .withMessageContaining("no such file");
  }

  @Test
  void printed_isReadBackAndKeepsSecrets() throws Exception {
    Outer outer =
        parse(
            """
            inner: {name: 'a: b', queue_length: 3, source: 'rtsp://me:pw@host/'}
            items: [{name: first}, {queue_length: 2}]
            properties: {sasl.jaas.config: pw, linger.ms: '5'}
            keep_for: 90s
            mode: quiet
            password: pw
            """);
    String printed = ConfigPrinter.print(outer);
    assertThat(printed).doesNotContain("pw").contains(Secret.MASK).contains("keep_for: 90s");
    Outer again = parse(printed);
    assertThat(again.items()).isEqualTo(outer.items());
    assertThat(again.inner().name()).isEqualTo("a: b");
    assertThat(again.mode()).isEqualTo(Mode.QUIET);
    assertThat(again.properties()).containsEntry("linger.ms", "5");
    assertThat(outer.toString()).doesNotContain("hush");
  }
}
