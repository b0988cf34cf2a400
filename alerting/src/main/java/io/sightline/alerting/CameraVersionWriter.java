package io.sightline.alerting;

import io.sightline.alerting.core.CameraVersion;
import io.sightline.avro.Camera;
import io.sightline.schemas.Headers;
import io.sightline.schemas.Headers.Place;
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
    Place place = place(record);
    CameraVersion version =
        new CameraVersion(camera, place.topic(), place.partition(), place.offset());
    var unused =
        Objects.requireNonNull(versions)
            .putIfAbsent(key(camera.getCamera(), camera.getVersion()), version);
  }

  /** Of a replayed version the place where it lay first: decisions that name it stay the same. */
  private Place place(Record<String, Camera> record) {
    RecordMetadata here = Objects.requireNonNull(context).recordMetadata().orElseThrow();
    return Headers.text(record.headers(), Headers.ORIGIN)
        .flatMap(Place::parse)
        .orElse(new Place(here.topic(), here.partition(), here.offset()));
  }
}
