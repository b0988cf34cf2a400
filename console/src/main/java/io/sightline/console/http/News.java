package io.sightline.console.http;

import io.sightline.avro.Feedback;
import io.sightline.console.api.Presenter;
import io.sightline.console.view.Change;
import io.sightline.console.view.HoldStory;
import io.sightline.console.view.Views;
import java.time.Clock;

/** Turns changes of the views into events for the open pages. */
final class News {
  private final Views views;
  private final Presenter presenter;
  private final Clock clock;
  private final Feed feed;
  private final Json json;

  News(Views views, Presenter presenter, Clock clock, Feed feed, Json json) {
    this.views = views;
    this.presenter = presenter;
    this.clock = clock;
    this.feed = feed;
    this.json = json;
  }

  void tell(Change change) {
    if (!feed.hasSubscribers()) {
      return;
    }
    if (change instanceof Change.AlertChanged alert) {
      publish("alert", presenter.alert(alert.alert()));
    } else if (change instanceof Change.DecisionMade decision) {
      publish("decision", presenter.decision(decision.decision()));
      camera(decision.decision().getCamera());
    } else if (change instanceof Change.FeedbackChanged said) {
      feedback(said.feedback());
    } else if (change instanceof Change.HoldChanged hold) {
      held(hold.hold());
    } else if (change instanceof Change.ErasureChanged erased) {
      publish("erasure", presenter.erasure(erased.erasure()));
    } else if (change instanceof Change.ClipChanged clip) {
      publish("clip", presenter.clip(clip.clipId()));
    } else if (change instanceof Change.CameraChanged camera) {
      camera(camera.camera());
    }
  }

  private void held(HoldStory hold) {
    publish("hold", presenter.hold(hold, clock.instant()));
    String clip = hold.placed().getClipId();
    if (!clip.isEmpty()) {
      publish("clip", presenter.clip(clip));
    }
  }

  /** Tells what it is about anew. */
  private void feedback(Feedback said) {
    String alert = said.getAlertId();
    String activity = said.getActivityId();
    if (alert != null) {
      views.alerts().get(alert).ifPresent(about -> publish("alert", presenter.alert(about)));
    } else if (activity != null) {
      views
          .decisions()
          .get(activity)
          .ifPresent(about -> publish("decision", presenter.decision(about)));
    }
  }

  /** A camera that is no longer listed makes the pages load everything again. */
  private void camera(String id) {
    views
        .cameras()
        .get(id)
        .ifPresentOrElse(
            seen -> publish("camera", presenter.camera(seen)), () -> feed.publish(Feed.RELOAD));
  }

  private void publish(String name, Object value) {
    feed.publish(new Feed.Event(name, json.write(value)));
  }
}
