package io.sightline.standalone.soak;

import io.sightline.avro.FrameRef;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import io.sightline.standalone.scripted.Publisher;
import io.sightline.standalone.scripted.ScriptedCamera;
import io.sightline.standalone.scripted.ScriptedCamera.Cycle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Scripted cameras that publish as time goes by, until they are told to end. */
final class ScriptedLoad {
  /** 8 s of somebody, 3 s of nobody, 4 s without motion. */
  private static final Cycle CYCLE = new Cycle(40, 15, 20);

  private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

  private final List<ScriptedCamera> cameras = new ArrayList<>();
  private final KafkaSettings kafka;
  private final AtomicBoolean ending = new AtomicBoolean();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final Thread thread = new Thread(this::run, "scripted-load");

  ScriptedLoad(KafkaSettings kafka, int count) {
    this.kafka = kafka;
    for (int i = 0; i < count; i++) {
      String id = String.format(Locale.ROOT, "cam-%03d", i);
      cameras.add(new ScriptedCamera(id, START, CYCLE, i * 11));
    }
  }

  void start() {
    thread.start();
  }

  private void run() {
    try (Publisher publisher = new Publisher(kafka, 0)) {
      cameras.forEach(c -> publisher.publish(Topics.CAMERAS, c.id(), c.configuration()));
      publisher.flush();
      long begin = System.nanoTime();
      long step = ScriptedCamera.TICK.toNanos() / cameras.size();
      for (long turn = 0; !ending.get(); turn++) {
        LockSupport.parkNanos(begin + turn * step - System.nanoTime());
        ScriptedCamera camera = cameras.get((int) (turn % cameras.size()));
        publish(publisher, camera, camera.next());
      }
      cameras.forEach(camera -> publish(publisher, camera, camera.close()));
      publisher.flush();
    } catch (RuntimeException e) {
      failure.set(e);
    }
  }

  private static void publish(Publisher publisher, ScriptedCamera camera, List<FrameRef> records) {
    records.forEach(record -> publisher.publish(Topics.FRAMES, camera.id(), record));
  }

  /** Ends what is open, and returns the ids of all activities. */
  List<String> end() throws InterruptedException {
    ending.set(true);
    thread.join();
    Throwable failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("scripted cameras", failed);
    }
    return cameras.stream().flatMap(camera -> camera.ended().stream()).toList();
  }
}
