package io.sightline.alerting.delivery.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.alerting.core.CameraLog;
import io.sightline.avro.Alert;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
  private static final Alert ALERT = CameraLog.visit().alerts.get(0);

  private static String fill(String template, boolean late) {
    Map<String, String> fields =
        Fields.of(ALERT, late, "https://x/p", ZoneId.of("America/New_York"));
    return new Template(template).fill(fields);
  }

  @Test
  void fields_areFilledInLocalTime() {
    assertThat(fill("{severity}: {subject} at {camera}, {started_at} {picture}", false))
        .isEqualTo("warning: person at hall, 2026-03-01 07:00:00 https://x/p");
  }

  @Test
  void emptyField_leavesNoHole() {
    assertThat(fill("{state} {late}\n {zones} {rule} ", false)).isEqualTo("opened\ndefault-person");
    assertThat(fill("{state} {late}", true)).isEqualTo("opened late");
  }

  @Test
  void twoBraces_standForOne() {
    assertThat(fill("{{camera}} {{{camera}}}", false)).isEqualTo("{camera} {hall}");
  }

  @Test
  void valueThatLooksLikeAField_isNotFilledAgain() {
    assertThat(new Template("{label}").fill(Map.of("label", "{camera} $1 \\")))
        .isEqualTo("{camera} $1 \\");
  }

  @Test
  void everyField_hasAValue() {
    Map<String, String> fields = Fields.of(ALERT, true, "x", ZoneId.of("UTC"));
    assertThat(fields.keySet()).containsExactlyInAnyOrderElementsOf(Fields.NAMES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{camra} | {camra}: unknown field; did you mean 'camera'?",
        "{colour} | {colour}: unknown field; expected one of camera, subject",
        "{camera | '{' alone: expected a field, or two for one",
        "a } b | '}' alone",
        "{labl} {stat} | did you mean 'state'?"
      })
  void unknownField_isRefusedWithWhatMayHaveBeenMeant(String template, String message) {
    assertThatThrownBy(() -> new Template(template)).hasMessageContaining(message);
  }
}
