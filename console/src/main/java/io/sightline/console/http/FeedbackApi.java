package io.sightline.console.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.http.Context;
import io.sightline.avro.Feedback;
import io.sightline.console.RecordSink;
import io.sightline.console.api.FeedbackJson;
import io.sightline.console.view.Views;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes down what people say on the page, and lists what was said. */
final class FeedbackApi {
  private static final Logger LOG = LoggerFactory.getLogger(FeedbackApi.class);

  private final Views views;
  private final FeedbackRecords records;
  private final RecordSink<Feedback> sink;
  private final Allowance allowance;
  private final Json json;

  FeedbackApi(
      Views views,
      FeedbackRecords records,
      RecordSink<Feedback> sink,
      Allowance allowance,
      Json json) {
    this.views = views;
    this.records = records;
    this.sink = sink;
    this.allowance = allowance;
    this.json = json;
  }

  void list(Context context) {
    Query query = new Query(context, "camera", "limit");
    Optional<String> camera = query.text("camera");
    List<Feedback> all =
        views.feedback().which(word -> camera.isEmpty() || camera.get().equals(word.getCamera()));
    List<FeedbackJson> newest =
        all.subList(Math.max(0, all.size() - query.limit()), all.size()).stream()
            .map(FeedbackJson::of)
            .toList();
    context.json(Map.of("feedback", newest));
  }

  void say(Context context) {
    SameOrigin.check(context);
    Feedback feedback = records.of(request(context), "page");
    write(feedback);
    context.status(201).json(FeedbackJson.of(feedback));
  }

  private FeedbackRequest request(Context context) {
    String body = context.body();
    try {
      return json.read(body, FeedbackRequest.class);
    } catch (JsonProcessingException e) {
      throw Problem.badValue("body", e.getOriginalMessage(), "the JSON that the guide shows");
    }
  }

  /** Writes it down, or says that it is not. */
  void write(Feedback feedback) {
    if (!allowance.take()) {
      throw new Problem(
          429,
          "feedback",
          "too much at once",
          "at most " + allowance.perMinute() + " in a minute (console.feedback_per_minute)");
    }
    try {
      sink.write(feedback);
    } catch (IOException e) {
      LOG.warn("feedback {} was not written: {}", feedback.getFeedbackId(), e.getMessage());
      throw new Problem(
          503, "feedback", feedback.getFeedbackId(), "a broker that takes it; try again later");
    }
  }
}
