package io.sightline.keys;

import io.sightline.clipstore.ClipStore;
import io.sightline.clipstore.crypt.DataKeys;
import io.sightline.clipstore.crypt.EncryptedClipStore;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.Service;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Encryption at rest as a process has it: on with a master key, else off. */
public final class Encryption {
  /** Media is stored as it is; what is encrypted cannot be read, and is named as such. */
  public static final Encryption OFF = new Encryption(null, null);

  private final @Nullable MasterKeys masters;
  private final @Nullable TopicKeys topic;

  private Encryption(@Nullable MasterKeys masters, @Nullable TopicKeys topic) {
    this.masters = masters;
    this.topic = topic;
  }

  /** What a command that looks after the keys works with. */
  public record Tools(MasterKeys masters, TopicKeys keys, KeyRotation rotation) {}

  /** As {@link #of}, for such a command; the keys are to be started. */
  public static Tools tools(
      EncryptionConfig config, KafkaSettings kafka, Map<String, String> environment) {
    MasterKeys masters = MasterKeys.load(config, environment);
    TopicKeys keys = new TopicKeys(kafka, "keys", masters);
    return new Tools(masters, keys, new KeyRotation(kafka, keys, masters));
  }

  /**
   * @param process for people and clients
   * @throws IllegalArgumentException a master key is not there, or is none
   */
  public static Encryption of(
      EncryptionConfig config,
      KafkaSettings kafka,
      String process,
      Map<String, String> environment) {
    if (!config.isOn()) {
      return OFF;
    }
    MasterKeys masters = MasterKeys.load(config, environment);
    return new Encryption(masters, new TopicKeys(kafka, process, masters));
  }

  /** To be started before whatever reads or writes media. */
  public List<Service> services() {
    return topic == null ? List.of() : List.of(topic);
  }

  /** The store for those who read. */
  public ClipStore reading(ClipStore store) {
    return new EncryptedClipStore(store, topic == null ? DataKeys.NONE : topic);
  }

  /**
   * The store for the one who writes the media of a camera.
   *
   * @param sink of the camera's facts in this epoch
   */
  public ClipStore writing(ClipStore store, long epoch, NewKeys.Sink sink) {
    return topic == null || masters == null
        ? store
        : new EncryptedClipStore(store, new NewKeys(topic, masters, epoch, sink));
  }
}
