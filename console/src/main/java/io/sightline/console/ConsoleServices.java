package io.sightline.console;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sightline.avro.Feedback;
import io.sightline.avro.Hold;
import io.sightline.clipstore.ClipStore;
import io.sightline.console.feedback.FeedbackMetrics;
import io.sightline.console.http.ConsoleServer;
import io.sightline.console.recordings.KnownPieces;
import io.sightline.console.recordings.RecordingLog;
import io.sightline.console.recordings.TopicRecordings;
import io.sightline.console.view.AlertView;
import io.sightline.console.view.CameraView;
import io.sightline.console.view.Change;
import io.sightline.console.view.ClipView;
import io.sightline.console.view.DecisionView;
import io.sightline.console.view.ErasureView;
import io.sightline.console.view.FeedbackView;
import io.sightline.console.view.HoldView;
import io.sightline.console.view.StoreView;
import io.sightline.console.view.Views;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.LinksConfig;
import io.sightline.runtime.Service;
import io.sightline.schemas.Topics;
import java.time.Clock;
import java.util.List;

/** The console's parts, put together. */
public final class ConsoleServices {
  /** Some days of a camera; a player asks for each several times. */
  private static final int PIECES_KNOWN = 10_000;

  private ConsoleServices() {}

  /**
   * The services to start in this order. The server comes first, so that a page can say that the
   * topics are still being read.
   *
   * @param links that were given in notifications
   * @param clips where media is read from; stays the caller's to close
   * @param certificates makes those of erasures
   * @param clock the wall clock, by which links expire and feedback is stamped
   */
  public static List<Service> create(
      ConsoleConfig config,
      LinksConfig links,
      KafkaSettings kafka,
      ClipStore clips,
      CertificateSource certificates,
      Clock clock,
      MeterRegistry metrics) {
    Views views = views(config);
    LatestProgress progress = new LatestProgress();
    WrittenTopic<Feedback> feedback =
        new WrittenTopic<>(kafka, Topics.FEEDBACK, Feedback::getCamera);
    WrittenTopic<Hold> holds = new WrittenTopic<>(kafka, Topics.HOLDS, Hold::getCamera);
    FeedbackMetrics judged = new FeedbackMetrics(views, metrics);
    ConsoleServer server =
        new ConsoleServer(
            config,
            links,
            clock,
            views,
            new Outside(clips, recordings(kafka), certificates, feedback, holds),
            () -> Status.of(views, progress.now()),
            () -> progress.now().caughtUp());
    Materialiser materialiser =
        new Materialiser(
            () -> TopicTail.consumer(kafka, "console"),
            RecordReader.topics(kafka.topics()),
            new RecordReader(kafka.topics(), views, kafka.serde()),
            metrics,
            progress,
            change -> {
              server.tell(change);
              if (change instanceof Change.FeedbackChanged) {
                judged.update();
              }
            },
            () -> {
              server.tellReload();
              judged.update();
            });
    measure(views, metrics);
    return List.of(feedback, holds, server, materialiser);
  }

  private static RecordingLog recordings(KafkaSettings kafka) {
    return new KnownPieces(
        new TopicRecordings(() -> TopicTail.consumer(kafka, "console-look"), kafka), PIECES_KNOWN);
  }

  static Views views(ConsoleConfig config) {
    return new Views(
        new AlertView(config.alertsKept()),
        new DecisionView(config.decisionsKept()),
        new ClipView(config.clipsKept()),
        new CameraView(config.camerasKept()),
        new FeedbackView(config.alertsKept()),
        new StoreView(),
        new HoldView(config.alertsKept()),
        new ErasureView(config.alertsKept()));
  }

  private static void measure(Views views, MeterRegistry metrics) {
    Gauge.builder("sightline.console.alerts", views.alerts(), AlertView::size).register(metrics);
    Gauge.builder("sightline.console.decisions", views.decisions(), DecisionView::size)
        .register(metrics);
    Gauge.builder("sightline.console.clips", views.clips(), ClipView::size).register(metrics);
  }
}
