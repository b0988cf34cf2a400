package io.sightline.standalone.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Alert;
import io.sightline.avro.AlertState;
import io.sightline.avro.Decision;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertsVerdictTest {
  private static final Decision ONE = decision("hall-a1", List.of("hall-i1"));

  @Test
  void oneDecisionEachAndAlertsDelivered_nothingIsBroken() {
    List<Alert> alerts = List.of(alert(0, AlertState.OPENED), alert(1, AlertState.CLOSED));

    assertThat(
            new AlertsVerdict()
                .decisions(List.of("hall-a1"), List.of(ONE))
                .alerts(alerts, List.of(ONE))
                .delivered(alerts, Set.of("hall-i1/0/flaky", "hall-i1/1/flaky"), "flaky")
                .broken())
        .isEmpty();
  }

  @Test
  void decisionTwiceMissingOrUnknown_isBroken() {
    Decision stray = decision("yard-a1", List.of());

    assertThat(
            new AlertsVerdict()
                .decisions(List.of("hall-a1", "hall-a2"), List.of(ONE, ONE, stray))
                .broken())
        .containsExactly(
            "activity hall-a1 has 2 decisions: expected 1",
            "activity hall-a2 has 0 decisions: expected 1",
            "decision about an unknown activity yard-a1");
  }

  @Test
  void revisionTwiceOrAlertThatIsNotThere_isBroken() {
    List<Alert> alerts = List.of(alert(0, AlertState.OPENED), alert(0, AlertState.OPENED));
    Decision other = decision("hall-a1", List.of("hall-i2"));

    assertThat(new AlertsVerdict().alerts(alerts, List.of(other)).broken())
        .containsExactly(
            "alert hall-i1 has revision 0: expected 1",
            "decision names an alert that is not there: hall-i2");
  }

  @Test
  void messageThatNeverArrived_isBrokenAndManyAreCounted() {
    List<Alert> alerts = List.of(alert(0, AlertState.OPENED), alert(1, AlertState.UPDATED));

    assertThat(new AlertsVerdict().delivered(alerts, Set.of(), "flaky").broken())
        .containsExactly("message hall-i1/0/flaky never arrived");
    assertThat(new AlertsVerdict().also(java.util.Collections.nCopies(13, "broken")).broken())
        .hasSize(11)
        .contains("and 3 more");
  }

  private static Decision decision(String activity, List<String> alerts) {
    return Decision.newBuilder()
        .setRecordId(activity + "-d")
        .setCamera("hall")
        .setActivityId(activity)
        .setAlerts(alerts)
        .build();
  }

  private static Alert alert(int revision, AlertState state) {
    return Alert.newBuilder()
        .setAlertId("hall-i1")
        .setRevision(revision)
        .setRecordId("hall-i1-" + revision)
        .setCamera("hall")
        .setState(state)
        .build();
  }
}
