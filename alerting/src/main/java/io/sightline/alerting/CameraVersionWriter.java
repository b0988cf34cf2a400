package io.sightline.alerting;

import io.sightline.alerting.core.CameraVersion;
import io.sightline.avro.Camera;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Keeps every version of every camera, with the place of its first record. */
final class CameraVersionWriter implements Processor<String, Camera, Void, Void> {
  private @Nullable ProcessorContext<Void, Void> context;
  private @Nullable KeyValueStore<String, CameraVersion> versions;

  static String key(String camera, int version) {
    return camera + "@" + version;
  }

  @Override
  public void init(ProcessorContext<Void, Void> processorContext) {
    context = processorContext;
    versions = processorContext.getStateStore(AlertingTopology.CAMERA_VERSIONS);
  }

  @Override
  public void process(Record<String, Camera> record) {
    Camera camera = record.value();
    RecordMetadata place = Objects.requireNonNull(context).recordMetadata().orElseThrow();
    CameraVersion version =
        new CameraVersion(camera, place.topic(), place.partition(), place.offset());
    var unused =
        Objects.requireNonNull(versions)
            .putIfAbsent(key(camera.getCamera(), camera.getVersion()), version);
  }
}
