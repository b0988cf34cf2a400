package io.sightline.keys;

import io.sightline.avro.MediaKey;
import io.sightline.clipstore.crypt.DataKey;
import io.sightline.clipstore.crypt.DataKeys;
import io.sightline.clipstore.crypt.KeyDestroyedException;
import io.sightline.runtime.Build;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Keys of one camera in one epoch, to write media with. Nobody else makes keys of the camera
 * meanwhile, so that the topic is read once, when the first is wanted; from then on the broker may
 * be away.
 */
public final class NewKeys implements DataKeys {
  /** What is being written, and was lately; the topic has the others. */
  private static final int KEPT = 256;

  /** Where a new key goes; on disk when it returns. */
  public interface Sink {
    void append(MediaKey key) throws IOException;
  }

  private final TopicKeys topic;
  private final MasterKeys masters;
  private final long epoch;
  private final Sink sink;
  private final Map<String, DataKey> made =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, DataKey> eldest) {
          return size() > KEPT;
        }
      };
  private boolean read;

  public NewKeys(TopicKeys topic, MasterKeys masters, long epoch, Sink sink) {
    this.topic = topic;
    this.masters = masters;
    this.epoch = epoch;
    this.sink = sink;
  }

  @Override
  public synchronized Optional<DataKey> find(String unit) throws IOException {
    DataKey ours = made.get(unit);
    return ours == null ? topic.find(unit) : Optional.of(ours);
  }

  @Override
  public synchronized DataKey obtain(String unit, BooleanSupplier mixed) throws IOException {
    if (topic.isDestroyed(KeyIds.of(unit))) {
      // Written under it, media could never be read; under another one, the ledger would be wrong.
      made.remove(unit);
      throw new KeyDestroyedException(
          "key of " + KeyIds.words(unit) + " was destroyed: nothing more can be stored there");
    }
    DataKey ours = made.get(unit);
    if (ours != null) {
      return ours;
    }
    if (!read) {
      topic.catchUp();
      read = true;
    }
    DataKey key = topic.known(unit).orElse(null);
    if (key == null) {
      key = DataKey.random(mixed.getAsBoolean());
      sink.append(masters.wrap(key, record(unit)));
    }
    made.put(unit, key);
    return key;
  }

  private MediaKey record(String unit) {
    String id = KeyIds.of(unit);
    return MediaKey.newBuilder()
        .setClipId(id)
        .setRecordId(id + "-k")
        .setCamera(KeyIds.camera(unit))
        .setEpoch(epoch)
        .setBuild(Build.version())
        .build();
  }
}
