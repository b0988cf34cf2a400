package io.sightline.ingest.events.onvif;

import io.sightline.ingest.events.EventDoor;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pulls the events of one camera, in a thread of its own, and comes back after failures. */
final class OnvifCamera implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OnvifCamera.class);
  private static final Duration WAIT = Duration.ofSeconds(10);
  private static final Duration BETWEEN_RENEWALS = Duration.ofSeconds(50);
  private static final long FIRST_RETRY_MILLIS = 1000;
  private static final long LAST_RETRY_MILLIS = 60_000;

  private final String camera;
  private final String address;
  private final UnaryOperator<String> secrets;
  private final HttpClient http;
  private final Clock clock;
  private final EventDoor desk;
  private final OnvifRules rules;
  private final Thread thread;
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile String trouble = "not asked yet";

  /**
   * @param address of the device service, with references to secrets
   * @param secrets fills them in
   */
  OnvifCamera(
      String camera,
      String address,
      UnaryOperator<String> secrets,
      HttpClient http,
      Clock clock,
      EventDoor desk) {
    this.camera = camera;
    this.address = address;
    this.secrets = secrets;
    this.http = http;
    this.clock = clock;
    this.desk = desk;
    this.rules = new OnvifRules(clock);
    this.thread = new Thread(this::run, "onvif-" + camera);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Why nothing comes from it; empty if it is listened to. */
  String trouble() {
    return trouble;
  }

  private void run() {
    int failures = 0;
    while (stop.getCount() > 0) {
      try {
        runOnce();
        failures = 0;
      } catch (InterruptedException e) {
        break;
      } catch (IOException | RuntimeException e) {
        failures = trouble.isEmpty() ? 1 : failures + 1;
        failed(e);
        if (!pause(failures, e instanceof OnvifException fault && fault.isUnauthorized())) {
          break;
        }
      }
    }
  }

  private void failed(Exception e) {
    String cause = String.valueOf(e.getMessage());
    if (!cause.equals(trouble)) {
      LOG.warn("camera {}: no ONVIF events: {}", camera, cause);
    }
    trouble = cause;
    desk.refused("onvif", "failed");
  }

  private boolean pause(int failures, boolean unauthorized) {
    long wait = FIRST_RETRY_MILLIS << Math.min(failures - 1, 10);
    wait = unauthorized ? LAST_RETRY_MILLIS : Math.min(LAST_RETRY_MILLIS, wait);
    try {
      return !stop.await(wait, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** Returns when the subscription has to be made again. */
  private void runOnce() throws IOException, InterruptedException {
    OnvifDevice device = OnvifDevice.connect(http, secrets.apply(address), clock);
    PullPoint events = device.subscribe();
    LOG.info("camera {}: ONVIF events, clock {} ahead", camera, device.clockAhead());
    try {
      trouble = "";
      long renewed = System.nanoTime();
      while (stop.getCount() > 0) {
        pull(events, device.clockAhead());
        if (System.nanoTime() - renewed > BETWEEN_RENEWALS.toNanos()) {
          events.renew();
          renewed = System.nanoTime();
        }
      }
    } finally {
      unsubscribe(events);
    }
  }

  private void pull(PullPoint events, Duration ahead) throws IOException, InterruptedException {
    for (Notice notice : events.pull(WAIT)) {
      rules.read(notice, ahead).ifPresent(event -> desk.tell(camera, event));
    }
    rules.stillOpen().forEach(event -> desk.tell(camera, event));
  }

  private void unsubscribe(PullPoint events) {
    boolean interrupted = Thread.interrupted();
    try {
      events.unsubscribe();
    } catch (IOException e) {
      LOG.debug("camera {}: cannot end its subscription: {}", camera, e.toString());
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does not wait for the camera: its subscription is ended by the thread, or by itself. */
  @Override
  public void close() {
    stop.countDown();
    thread.interrupt();
  }
}
