package io.sightline.standalone.watch;

import io.sightline.detect.DetectConfig;
import io.sightline.keys.EncryptionConfig;
import io.sightline.runtime.AdminConfig;
import io.sightline.runtime.Suggestion;
import io.sightline.standalone.FreePorts;
import io.sightline.standalone.config.CameraConfig;
import io.sightline.standalone.config.RegistryConfig;
import io.sightline.standalone.config.SightlineConfig;
import io.sightline.standalone.config.SightlineConfig.KafkaConfig;
import io.sightline.standalone.config.StoreConfig;
import io.sightline.standalone.traces.TracesConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The user's configuration turned into that of a run: one camera, a folder and ports of its own.
 */
final class WatchSetup {
  private static final String CAMERA = "recording";

  private WatchSetup() {}

  /**
   * @param folder empties and takes all that the run writes
   */
  static SightlineConfig of(SightlineConfig config, WatchOptions options, Path folder)
      throws IOException {
    DetectConfig detect =
        options.model() == null ? config.detect() : config.detect().withModel(options.model());
    Path sound = options.soundModel();
    return new SightlineConfig(
        config.site(),
        folder,
        config.topics(),
        new KafkaConfig(FreePorts.next(), "", config.kafka().properties()),
        RegistryConfig.embedded(FreePorts.next()),
        new AdminConfig("127.0.0.1", 0),
        StoreConfig.files(folder.resolve("clips")),
        EncryptionConfig.OFF, // the recording itself lies in the clear
        List.of(camera(config.cameras(), options)),
        sound == null ? config.ingest() : config.ingest().withSoundModel(sound),
        detect,
        config.alerting(),
        config.retention(),
        config.console(),
        config.links(),
        TracesConfig.OFF);
  }

  /** The rules of a camera, if there is one, applied to the recording. */
  private static CameraConfig camera(List<CameraConfig> cameras, WatchOptions options) {
    String source = options.video().toAbsolutePath().toString();
    String wanted = options.camera();
    if (wanted == null) {
      return cameras.isEmpty()
          ? CameraConfig.of(CAMERA, source)
          : cameras.get(0).withRecording(source);
    }
    List<String> ids = cameras.stream().map(CameraConfig::id).toList();
    return cameras.stream()
        .filter(camera -> camera.id().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--camera '" + wanted + "': " + Suggestion.expected(wanted, ids)))
        .withRecording(source);
  }
}
