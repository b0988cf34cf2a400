package io.sightline.console.feedback;

import static io.sightline.console.Samples.NOON;
import static io.sightline.console.Samples.alert;
import static io.sightline.console.Samples.decision;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.avro.Alert;
import io.sightline.avro.Decision;
import io.sightline.avro.Feedback;
import io.sightline.avro.FeedbackKind;
import io.sightline.avro.MadeWith;
import io.sightline.console.view.AlertView;
import io.sightline.console.view.CameraView;
import io.sightline.console.view.ClipView;
import io.sightline.console.view.DecisionView;
import io.sightline.console.view.ErasureView;
import io.sightline.console.view.FeedbackView;
import io.sightline.console.view.HoldView;
import io.sightline.console.view.StoreView;
import io.sightline.console.view.Views;
import org.junit.jupiter.api.Test;

class FeedbackMetricsTest {
  private final Views views =
      new Views(
          new AlertView(10),
          new DecisionView(10),
          new ClipView(10),
          new CameraView(10),
          new FeedbackView(10_000),
          new StoreView(),
          new HoldView(10_000),
          new ErasureView(10_000));
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final FeedbackMetrics metrics = new FeedbackMetrics(views, registry);
  private final Alert alert = alert("room", NOON).build();

  private void say(String id, FeedbackKind kind) {
    views.apply(
        Feedback.newBuilder()
            .setFeedbackId(id)
            .setRecordId(id)
            .setCamera("room")
            .setKind(kind)
            .setAlertId(alert.getAlertId())
            .build());
  }

  private double said(String kind) {
    return registry
        .get("sightline.feedback.given")
        .tags("camera", "room", "rule", "people", "model", "yolox", "kind", kind)
        .gauge()
        .value();
  }

  private double precision() {
    return registry.get("sightline.feedback.precision").tags("rule", "people").gauge().value();
  }

  @Test
  void whatWasSaid_isCountedByCameraRuleAndModel() {
    Decision decision =
        decision("room", NOON).setMadeWith(MadeWith.newBuilder().setModel("yolox").build()).build();
    views.apply(alert);
    views.apply(decision);
    say("a", FeedbackKind.CONFIRMED);
    say("b", FeedbackKind.CONFIRMED);
    say("c", FeedbackKind.CONFIRMED);
    say("d", FeedbackKind.FALSE_ALARM);
    say("d", FeedbackKind.FALSE_ALARM);
    metrics.update();
    assertThat(said("confirmed")).isEqualTo(3);
    assertThat(said("false-alarm")).isEqualTo(1);
    assertThat(precision()).isEqualTo(0.75);

    views.apply(
        Feedback.newBuilder()
            .setFeedbackId("back")
            .setRecordId("back")
            .setCamera("room")
            .setKind(FeedbackKind.REVOKED)
            .setRevokes("d")
            .build());
    metrics.update();
    assertThat(registry.find("sightline.feedback.given").tag("kind", "false-alarm").gauge())
        .isNull();
    assertThat(precision()).isEqualTo(1);
  }

  @Test
  void anyNumberOfCameras_makesABoundedNumberOfSeries() {
    for (int i = 0; i < 3 * FeedbackMetrics.MOST_SERIES; i++) {
      views.apply(
          Feedback.newBuilder()
              .setFeedbackId("f" + i)
              .setRecordId("f" + i)
              .setCamera("cam-" + i)
              .setKind(FeedbackKind.CONFIRMED)
              .build());
    }
    metrics.update();

    assertThat(registry.find("sightline.feedback.given").gauges())
        .hasSize(FeedbackMetrics.MOST_SERIES + 1);
    assertThat(registry.get("sightline.feedback.given").tag("camera", "(rest)").gauge().value())
        .isEqualTo(2 * FeedbackMetrics.MOST_SERIES);
  }
}
