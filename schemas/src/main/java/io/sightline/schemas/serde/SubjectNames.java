package io.sightline.schemas.serde;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;

/** Under which subject a schema is registered; named as Confluent names its strategies. */
enum SubjectNames {
  TOPIC {
    @Override
    String subject(String topic, boolean isKey, String record) {
      return topic + (isKey ? "-key" : "-value");
    }
  },
  RECORD {
    @Override
    String subject(String topic, boolean isKey, String record) {
      return record;
    }
  },
  TOPIC_RECORD {
    @Override
    String subject(String topic, boolean isKey, String record) {
      return topic + "-" + record;
    }
  };

  abstract String subject(String topic, boolean isKey, String record);

  static SubjectNames from(Map<String, ?> configuration, boolean isKey) {
    String key = (isKey ? "key" : "value") + ".subject.name.strategy";
    Object value = configuration.get(key);
    String name = value instanceof Class<?> type ? type.getName() : String.valueOf(value);
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "null", "TopicNameStrategy" -> TOPIC;
      case "RecordNameStrategy" -> RECORD;
      case "TopicRecordNameStrategy" -> TOPIC_RECORD;
      default ->
          throw new ConfigException(
              key,
              value,
              "expected TopicNameStrategy, RecordNameStrategy or TopicRecordNameStrategy");
    };
  }
}
