package io.sightline.standalone.bench;

import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import io.sightline.standalone.scripted.Publisher;
import io.sightline.standalone.scripted.ScriptedCamera;
import io.sightline.standalone.scripted.ScriptedCamera.Cycle;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/** Scripted cameras, as many on each partition, that publish as fast as it goes. */
final class PipelineLoad implements AutoCloseable {
  /** 8 s of somebody, 3 s of nobody, 4 s without motion. */
  private static final Cycle CYCLE = new Cycle(40, 15, 20);

  private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
  private static final int LINGER_MS = 5;

  private final List<ScriptedCamera> cameras = new ArrayList<>();
  private final List<String> inputs = new ArrayList<>();
  private final Publisher publisher;

  /**
   * @param each cameras of each partition
   */
  PipelineLoad(KafkaSettings kafka, int each) {
    this.publisher = new Publisher(kafka, LINGER_MS);
    for (String id : ids(kafka.partitions(), each)) {
      ScriptedCamera camera = new ScriptedCamera(id, START, CYCLE, cameras.size() * 11);
      cameras.add(camera);
      publisher.publish(Topics.CAMERAS, camera.id(), camera.configuration());
    }
    publisher.flush();
  }

  /** Ids of so many cameras of each partition, partition after partition in turn. */
  static List<String> ids(int partitions, int each) {
    List<List<String>> byPartition = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      byPartition.add(new ArrayList<>());
    }
    int full = 0;
    for (int number = 0; full < partitions; number++) {
      String id = String.format(Locale.ROOT, "cam-%04d", number);
      byte[] key = id.getBytes(StandardCharsets.UTF_8);
      List<String> some = byPartition.get(BuiltInPartitioner.partitionForKey(key, partitions));
      if (some.size() < each) {
        some.add(id);
        full += some.size() == each ? 1 : 0;
      }
    }
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < each; i++) {
      for (List<String> some : byPartition) {
        ids.add(some.get(i));
      }
    }
    return ids;
  }

  /** Publishes so many frames or a few more, with the marks that belong to them. */
  int publish(int frames) {
    int published = 0;
    while (published < frames) {
      for (ScriptedCamera camera : cameras) {
        published += publish(camera, camera.next());
      }
    }
    publisher.flush();
    return published;
  }

  /** Ends what is open; nothing may follow. */
  void end() {
    cameras.forEach(camera -> publish(camera, camera.close()));
    publisher.flush();
  }

  private int publish(ScriptedCamera camera, List<FrameRef> records) {
    int frames = 0;
    for (FrameRef record : records) {
      publisher.publish(Topics.FRAMES, camera.id(), record);
      inputs.add(record.getRecordId());
      frames += record.getKind() == FrameKind.FRAME ? 1 : 0;
    }
    return frames;
  }

  /** Ids of all frames and marks so far. */
  List<String> inputs() {
    return List.copyOf(inputs);
  }

  /** Ids of all activities that have ended so far. */
  List<String> activities() {
    return cameras.stream().flatMap(camera -> camera.ended().stream()).toList();
  }

  @Override
  public void close() {
    publisher.close();
  }
}
