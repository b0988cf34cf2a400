package io.sightline.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.sightline.schemas.Topics;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;

/** What every topology runs with. */
final class StreamsProperties {
  private static final String METRICS = "sightline.metrics";
  private static final String PROCESS = "sightline.process";

  private StreamsProperties() {}

  static Properties of(String name, KafkaSettings kafka, Path stateDir, MeterRegistry metrics) {
    Properties all = kafka.streams(name);
    all.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    all.put(
        StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG,
        kafka.topics().name(Topics.DEAD_LETTERS));
    all.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
        UnreadableToDeadLetters.class);
    all.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, FailedToDeadLetters.class);
    all.putIfAbsent(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksMemory.class);
    all.put(METRICS, metrics);
    all.put(PROCESS, name);
    return all;
  }

  /** For the handlers, which Streams makes by class name and hands the configuration. */
  static DeadLetters deadLetters(Map<String, ?> configuration) {
    return new DeadLetters(
        (String) required(configuration, StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG),
        (String) required(configuration, PROCESS),
        LoopLimits.DEFAULT.maxRecordBytes(),
        (MeterRegistry) required(configuration, METRICS));
  }

  private static Object required(Map<String, ?> configuration, String key) {
    Object value = configuration.get(key);
    if (value == null) {
      throw new IllegalArgumentException("configuration lacks '" + key + "'");
    }
    return value;
  }
}
