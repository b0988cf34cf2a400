package io.sightline.schemas;

import java.time.Duration;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A topic of the contract: what it is called without the prefix, what it holds and how long.
 *
 * @param name name without the prefix, for example {@code alerts}
 * @param key what the record key is
 * @param value class of the value; null for records that are kept as they were
 * @param keep how long records stay
 * @param writtenBy the modules that write it
 * @param about one line for people
 */
public record Topic<V extends SpecificRecord>(
    String name, Key key, @Nullable Class<V> value, Keep keep, String writtenBy, String about) {

  /** What a record key is; always a UTF-8 string. */
  public enum Key {
    CAMERA,
    CLIP,
    ALERT,
    SITE,
    /** The word {@code policy}: there is one. */
    POLICY,
    /** The id of a request. */
    REQUEST,
    /** The key of the record that could not be handled. */
    ORIGINAL
  }

  /** How long records stay. */
  public enum Keep {
    FOR_EVER(Map.of("cleanup.policy", "delete", "retention.ms", "-1")),
    THIRTY_DAYS(
        Map.of("cleanup.policy", "delete", "retention.ms", "" + Duration.ofDays(30).toMillis())),
    COMPACTED(Map.of("cleanup.policy", "compact")),
    /** A value that a tombstone followed is gone from the broker's disks within two hours. */
    UNTIL_DESTROYED(
        Map.of(
            "cleanup.policy", "compact",
            "max.compaction.lag.ms", "" + Duration.ofHours(1).toMillis(),
            "segment.ms", "" + Duration.ofMinutes(30).toMillis(),
            "delete.retention.ms", "" + Duration.ofDays(1).toMillis(),
            "file.delete.delay.ms", "" + Duration.ofMinutes(1).toMillis()));

    private final Map<String, String> configuration;

    Keep(Map<String, String> configuration) {
      this.configuration = configuration;
    }

    /** Topic configuration in Kafka's own keys. */
    public Map<String, String> configuration() {
      return configuration;
    }
  }
}
