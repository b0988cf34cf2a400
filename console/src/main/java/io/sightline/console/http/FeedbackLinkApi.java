package io.sightline.console.http;

import io.javalin.http.Context;
import io.sightline.avro.Alert;
import io.sightline.avro.Feedback;
import io.sightline.avro.FeedbackKind;
import io.sightline.console.api.Presenter;
import io.sightline.console.view.Views;
import io.sightline.runtime.FeedbackLink;
import io.sightline.runtime.LinksConfig;
import io.sightline.runtime.SignedLink;
import io.sightline.runtime.SignedLink.Purpose;
import java.time.Clock;

/**
 * What people say by a link in a notification. To open the link changes nothing, since programs
 * that look through mail open links, too; the button on the page that it opens does. The signature
 * is what allows it, and for this word on this alert only.
 */
final class FeedbackLinkApi {
  private static final int FORBIDDEN = 403;

  private final LinksConfig links;
  private final Clock clock;
  private final Views views;
  private final Presenter presenter;
  private final FeedbackRecords records;
  private final FeedbackApi api;

  FeedbackLinkApi(
      LinksConfig links,
      Clock clock,
      Views views,
      Presenter presenter,
      FeedbackRecords records,
      FeedbackApi api) {
    this.links = links;
    this.clock = clock;
    this.views = views;
    this.presenter = presenter;
    this.records = records;
    this.api = api;
  }

  void show(Context context) {
    FeedbackRequest request = request(context);
    FeedbackPage page = new FeedbackPage(words(request), FeedbackRecords.kind(request.kind()));
    page.answer(
        context,
        views.feedback().isKnown(String.valueOf(request.feedbackId()))
            ? page.known()
            : page.question());
  }

  void say(Context context) {
    FeedbackRequest request = request(context);
    Feedback feedback = records.of(request, "link");
    FeedbackPage page = new FeedbackPage(words(request), feedback.getKind());
    if (views.feedback().isKnown(feedback.getFeedbackId())) {
      page.answer(context, page.known());
      return;
    }
    api.write(feedback);
    page.answer(context, page.thanks());
  }

  private String words(FeedbackRequest request) {
    String id = String.valueOf(request.alertId());
    Alert alert = views.alerts().get(id).orElseThrow(() -> ListApi.unknownAlert(id));
    return presenter.alert(alert).words();
  }

  /** What the link was signed for; said twice it has the same id. */
  private FeedbackRequest request(Context context) {
    String kind = context.pathParam("kind");
    String alert = context.pathParam("alert");
    check(context, FeedbackLink.subject(kind, alert));
    if (FeedbackRecords.kind(kind) == FeedbackKind.REVOKED) {
      throw Problem.badValue("kind", kind, "false-alarm, known or confirmed");
    }
    return FeedbackRequest.about(alert + "-link-" + kind, kind, alert);
  }

  private void check(Context context, String subject) {
    SignedLink signer = links.signer();
    if (signer == null) {
      throw refused(subject, "links to be set up here: links.secret is missing");
    }
    String exp = context.queryParam("exp");
    switch (signer.check(
        Purpose.FEEDBACK, subject, exp, context.queryParam("sig"), clock.instant())) {
      case VALID -> {}
      case EXPIRED -> throw refused(subject, "a link that has not expired; this one has");
      case FORGED -> throw refused(subject, "a link as it was sent; this one was cut or changed");
    }
  }

  private static Problem refused(String subject, String expected) {
    return new Problem(FORBIDDEN, "link for feedback", subject, expected);
  }
}
