package io.sightline.console.http;

import io.javalin.http.Context;
import io.sightline.avro.Alert;
import io.sightline.avro.Decision;
import io.sightline.avro.Outcome;
import io.sightline.avro.Reason;
import io.sightline.avro.Severity;
import io.sightline.avro.Subject;
import io.sightline.console.api.AlertJson;
import io.sightline.console.api.DecisionJson;
import io.sightline.console.api.Presenter;
import io.sightline.console.view.Views;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Alerts, decisions and cameras as JSON. */
final class ListApi {
  private final Views views;
  private final Presenter presenter;

  ListApi(Views views, Presenter presenter) {
    this.views = views;
    this.presenter = presenter;
  }

  void alerts(Context context) {
    Query query = new Query(context, "camera", "subject", "severity", "before", "limit");
    Optional<String> camera = query.text("camera");
    Optional<Subject> subject = query.oneOf("subject", Subject.class);
    Optional<Severity> severity = query.oneOf("severity", Severity.class);
    Predicate<Alert> which =
        alert ->
            is(camera, alert.getCamera())
                && is(subject, alert.getSubject())
                && is(severity, alert.getSeverity());
    List<AlertJson> found =
        views.alerts().newest(query.before(), query.limit(), which).stream()
            .map(presenter::alert)
            .toList();
    context.json(Map.of("alerts", found));
  }

  void alert(Context context) {
    String id = context.pathParam("id");
    Alert alert = views.alerts().get(id).orElseThrow(() -> unknownAlert(id));
    context.json(presenter.alert(alert));
  }

  static Problem unknownAlert(String id) {
    return Problem.notFound("alert", id, "the id of one of the alerts kept here");
  }

  void decisions(Context context) {
    Query query = new Query(context, "camera", "outcome", "reason", "before", "limit");
    Optional<String> camera = query.text("camera");
    Optional<Outcome> outcome = query.oneOf("outcome", Outcome.class);
    Optional<Reason> reason = query.oneOf("reason", Reason.class);
    Predicate<Decision> which =
        decision ->
            is(camera, decision.getCamera())
                && is(outcome, decision.getOutcome())
                && is(reason, decision.getReason());
    List<DecisionJson> found =
        views.decisions().newest(query.before(), query.limit(), which).stream()
            .map(presenter::decision)
            .toList();
    context.json(Map.of("decisions", found));
  }

  static <T> boolean is(Optional<T> asked, T value) {
    return asked.isEmpty() || asked.get().equals(value);
  }

  void cameras(Context context) {
    new Query(context);
    context.json(Map.of("cameras", views.cameras().all().stream().map(presenter::camera).toList()));
  }
}
