package io.sightline.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sightline.avro.Camera;
import io.sightline.avro.Crossing;
import io.sightline.avro.CrossingDirection;
import io.sightline.avro.Hours;
import io.sightline.avro.Line;
import io.sightline.avro.Point;
import io.sightline.avro.Rule;
import io.sightline.avro.RuleAction;
import io.sightline.avro.Severity;
import io.sightline.avro.SoundMotion;
import io.sightline.avro.Zone;
import io.sightline.runtime.ConfigException;
import io.sightline.runtime.ConfigLoader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleConfigTest {
  private static final String YARD =
      """
      cameras:
        - id: yard
          source: a.mp4
          time_zone: Europe/Berlin
          zones:
            - {id: porch, points: [[0.5, 0.5], [1, 0.5], [1, 1], [0.5, 1]]}
            - {id: street, points: [[0, 0], [1, 0], [1, 0.2]]}
          lines:
            - {id: gate, from: [0.1, 0.9], to: [0.9, 0.9]}
          rules:
      """;

  private static SightlineConfig load(String yaml) throws ConfigException {
    return ConfigLoader.parse("test", yaml, SightlineConfig.class, Map.of());
  }

  private static List<String> problems(String yaml) {
    return catchThrowableOfType(ConfigException.class, () -> load(yaml)).problems();
  }

  private static Camera camera(String yaml) throws ConfigException {
    return load(yaml).cameras().get(0).toRecord("home", 3, Instant.EPOCH);
  }

  @Test
  void everything_reachesTheRecord() throws Exception {
    Camera camera =
        camera(
            YARD
                + """
                      - id: night
                        subjects: [person]
                        labels: [person]
                        action: alert
                        min_confidence: 0.6
                        severity: critical
                        zones: [porch]
                        excluded_zones: [street]
                        loiter: 10s
                        crosses: [{line: gate, direction: left-to-right}]
                        min_height: 0.1
                        max_height: 0.9
                        hours:
                          - {days: [mon..fri, sun], from: 22:00, until: "6:30"}
                          - {days: [Sat..Mon], from: "00:00", until: "23:59"}
                        modes: [away]
                        cooldown: 5m
                        channels: [log]
                      - {id: smash, subjects: [sound], labels: [glass], action: alert, motion: with}
                """);

    assertThat(camera.getTimeZone()).isEqualTo("Europe/Berlin");
    assertThat(camera.getZones()).extracting(Zone::getZoneId).containsExactly("porch", "street");
    assertThat(camera.getLines())
        .containsExactly(new Line("gate", new Point(0.1f, 0.9f), new Point(0.9f, 0.9f)));
    assertThat(camera.getRules().get(0))
        .isEqualTo(
            Rule.newBuilder()
                .setRuleId("night")
                .setSubjects(List.of("person"))
                .setLabels(List.of("person"))
                .setAction(RuleAction.ALERT)
                .setMinConfidence(0.6f)
                .setSeverity(Severity.CRITICAL)
                .setZones(List.of("porch"))
                .setExcludedZones(List.of("street"))
                .setLoiterMs(10_000)
                .setCrossings(List.of(new Crossing("gate", CrossingDirection.LEFT_TO_RIGHT)))
                .setMinHeight(0.1f)
                .setMaxHeight(0.9f)
                .setHours(
                    List.of(
                        new Hours(List.of(1, 2, 3, 4, 5, 7), 22 * 60, 6 * 60 + 30),
                        new Hours(List.of(1, 6, 7), 0, 23 * 60 + 59)))
                .setModes(List.of("away"))
                .setCooldownMs(300_000)
                .setChannels(List.of("log"))
                .build());
    assertThat(camera.getRules().get(1).getMotion()).isEqualTo(SoundMotion.WITH);
    assertThat(Camera.fromByteBuffer(camera.toByteBuffer())).isEqualTo(camera);
  }

  @Test
  void ruleOfFirstLight_isAsItWas() throws Exception {
    Rule rule =
        camera(YARD + "      - {id: cats, labels: [cat], action: alert}\n").getRules().get(0);

    assertThat(rule)
        .isEqualTo(
            Rule.newBuilder()
                .setRuleId("cats")
                .setLabels(List.of("cat"))
                .setAction(RuleAction.ALERT)
                .build());
  }

  @Test
  void everythingWrong_isToldAtOnce() {
    List<String> problems =
        problems(
            """
            cameras:
              - id: yard
                source: a.mp4
                time_zone: Europe/Berlim
                zones:
                  - {id: porch, points: [[0.5, 0.5], [1, 0.5], [1, 1]]}
                lines:
                  - {id: gate, from: [0.1, 0.9], to: [0.9, 0.9]}
                rules:
                  - {id: a, action: alert, zones: [proch], excluded_zones: [road]}
                  - {id: a, action: alert, crosses: [{line: gaet}], channels: [pagr]}
            alerting:
              channels: [{type: log}, {name: pager, type: log}]
            """);

    assertThat(problems)
        .anyMatch(p -> p.contains("'Europe/Berlim'") && p.contains("did you mean 'Europe/Berlin'?"))
        .anyMatch(p -> p.contains("rule a: zones") && p.contains("did you mean 'porch'?"))
        .anyMatch(p -> p.contains("'road'") && p.contains("expected one of porch"))
        .anyMatch(p -> p.contains("'gaet'") && p.contains("did you mean 'gate'?"))
        .anyMatch(p -> p.contains("'a' stands twice"))
        .hasSize(5);
  }

  @Test
  void channel_hasToBeConfiguredWhereChannelsAre() throws Exception {
    String rule = "      - {id: a, action: alert, channels: [pagr]}\n";

    assertThat(camera(YARD + rule).getRules().get(0).getChannels()).containsExactly("pagr");
    assertThat(
            problems(YARD + rule + "alerting: {channels: [{type: log}, {name: pager, type: log}]}"))
        .singleElement()
        .asString()
        .contains("camera yard: rule a: channels: 'pagr', expected one of log, pager")
        .contains("did you mean 'pager'?");
  }

  @Test
  void wrongRule_namesEachValueAndWhatWasExpected() {
    List<String> problems =
        problems(
            YARD
                + """
                      - id: a
                        subjects: [persn]
                        action: alarm
                        severity: grave
                        min_confidence: 2
                        min_height: 0.5
                        max_height: 0.2
                        loiter: 48h
                        modes: [awya, privacy]
                        motion: with
                        zones: [porch]
                        excluded_zones: [porch]
                """);

    assertThat(problems)
        .anyMatch(p -> p.contains("subjects: 'persn'") && p.contains("did you mean 'person'?"))
        .anyMatch(p -> p.contains("action: 'alarm', expected one of alert, suppress"))
        .anyMatch(p -> p.contains("severity: 'grave'"))
        .anyMatch(p -> p.contains("min_confidence: 2.0, expected 0.0 to 1.0"))
        .anyMatch(p -> p.contains("min_height: 0.5, expected at most max_height, 0.2"))
        .anyMatch(p -> p.contains("loiter: "))
        .anyMatch(p -> p.contains("modes: 'awya'") && p.contains("did you mean 'away'?"))
        .anyMatch(p -> p.contains("modes: 'privacy'") && p.contains("nothing is seen"))
        .anyMatch(p -> p.contains("motion: with, expected subjects: [sound]"))
        .anyMatch(p -> p.contains("excluded_zones: 'porch', expected none of zones"))
        .hasSize(10);
  }

  @Test
  void polygonThatIsNone_isRefused() {
    assertThat(zone("[[0, 0], [1, 1]]")).contains("2 of them, expected 3 to 100");
    assertThat(zone("[[0, 0], [1, 1], [1, 0], [0, 1]]")).contains("cross each other");
    assertThat(zone("[[0, 0], [0.5, 0.5], [1, 1]]")).contains("with an area");
    assertThat(zone("[[0, 0], [1, 0], [1, 30]]")).contains("[1.0, 30.0]", "fractions");
    assertThat(zone("[[0, 0], [1, 0], [1]]")).contains("[x, y]");
  }

  private static String zone(String points) {
    String yaml = "cameras: [{id: y, source: a, zones: [{id: z, points: " + points + "}]}]";
    assertThat(problems(yaml)).hasSize(1);
    return problems(yaml).get(0);
  }

  @Test
  void hours_areCheckedAndNeedATimeZone() {
    assertThat(hours("{from: \"25:00\", until: \"06:00\"}")).contains("'25:00'", "as 06:30");
    assertThat(hours("{from: \"22:00\", until: \"24:00\"}")).contains("00:00 for midnight");
    assertThat(hours("{from: \"22:00\", until: \"22:00\"}")).contains("another time than from");
    assertThat(hours("{days: [mon..fry], from: \"22:00\", until: \"06:00\"}"))
        .contains("'fry'", "did you mean 'fri'?");
    assertThat(hours("{until: \"06:00\"}")).contains("from: missing");
    assertThat(
            problems(
                "cameras: [{id: y, source: a, rules: [{id: r, action: alert, hours: "
                    + "[{from: \"22:00\", until: \"06:00\"}]}]}]"))
        .singleElement()
        .asString()
        .contains("time_zone: missing, expected one as Europe/Berlin");
  }

  private static String hours(String hours) {
    List<String> problems =
        problems(YARD + "      - {id: r, action: alert, hours: [" + hours + "]}\n");
    assertThat(problems).hasSize(1);
    return problems.get(0);
  }
}
