package io.sightline.ingest.events.onvif;

import io.sightline.avro.Analysis;
import io.sightline.avro.Camera;
import io.sightline.ingest.events.EventDesk;
import io.sightline.ingest.events.EventSource;
import io.sightline.runtime.Health;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Pulls the events of each camera that is open here and has an ONVIF address. */
public final class OnvifEvents implements EventDesk.Watcher, EventSource {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final EventDesk desk;
  private final UnaryOperator<String> secrets;
  private final Clock clock;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Map<String, OnvifCamera> cameras = new ConcurrentHashMap<>();

  /**
   * @param secrets fills the references in an address in
   * @param clock this host's
   */
  public OnvifEvents(EventDesk desk, UnaryOperator<String> secrets, Clock clock) {
    this.desk = desk;
    this.secrets = secrets;
    this.clock = clock;
  }

  @Override
  public void start() {
    desk.watch(this);
  }

  @Override
  public void opened(Camera camera) {
    closed(camera.getCamera());
    if (!camera.getOnvif().isEmpty() && camera.getAnalysis() != Analysis.OFF) {
      OnvifCamera asked =
          new OnvifCamera(camera.getCamera(), camera.getOnvif(), secrets, http, clock, desk);
      cameras.put(camera.getCamera(), asked);
      asked.start();
    }
  }

  @Override
  public void closed(String camera) {
    OnvifCamera asked = cameras.remove(camera);
    if (asked != null) {
      asked.close();
    }
  }

  /** A camera that cannot be asked is its own trouble, not the process's. */
  @Override
  public Health health() {
    long silent = cameras.values().stream().filter(c -> !c.trouble().isEmpty()).count();
    return Health.up(cameras.size() + " cameras with ONVIF, " + silent + " of them silent");
  }

  @Override
  public void close() {
    desk.watch(EventDesk.Watcher.NOBODY);
    cameras.keySet().forEach(this::closed);
  }
}
