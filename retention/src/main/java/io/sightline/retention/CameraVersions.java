package io.sightline.retention;

import io.sightline.avro.Camera;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Keeps every version of every camera, under {@code <camera>@<version>}. */
final class CameraVersions implements Processor<String, Camera, Void, Void> {
  private @Nullable KeyValueStore<String, Camera> store;

  static String key(String camera, int version) {
    return camera + "@" + version;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    store = context.getStateStore(RetentionTopology.CAMERA_STORE);
  }

  @Override
  public void process(Record<String, Camera> record) {
    Camera camera = record.value();
    if (camera != null && store != null) {
      store.put(key(camera.getCamera(), camera.getVersion()), camera);
    }
  }
}
