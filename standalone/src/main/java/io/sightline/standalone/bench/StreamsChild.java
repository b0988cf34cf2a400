package io.sightline.standalone.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.alerting.AlertingTopology;
import io.sightline.avro.Detections;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.Build;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.StreamsService;
import io.sightline.schemas.GeneratedClasses;
import io.sightline.schemas.Topics;
import io.sightline.standalone.scripted.Platform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;

/** One topology in a process of its own, until it is killed or its standard input ends. */
final class StreamsChild {
  private StreamsChild() {}

  /** What runs. */
  enum Kind {
    ALERTING,
    /** Bytes in, bytes out. */
    PASS_THROUGH_BYTES,
    /** Records are read and written as alerting reads and writes them. */
    PASS_THROUGH;

    String application() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Arguments: kind, prefix, partitions, bootstrap servers, registry, folder of state. */
  public static void main(String[] args) throws Exception {
    GeneratedClasses.trust();
    Kind kind = Kind.valueOf(args[0]);
    KafkaSettings kafka = Platform.settings(args[1], Integer.parseInt(args[2]), args[3], args[4]);
    StreamsService service =
        new StreamsService(
            kind.application(),
            topology(kind, kafka),
            kafka,
            Path.of(args[5]),
            new SimpleMeterRegistry());
    service.start();
    while (System.in.read() >= 0) {
      // Until the parent is gone.
    }
    service.close();
    System.exit(0);
  }

  private static Topology topology(Kind kind, KafkaSettings kafka) {
    return switch (kind) {
      case ALERTING -> new AlertingTopology(kafka, Build.version(), Duration.ofSeconds(1)).build();
      case PASS_THROUGH_BYTES ->
          passThrough(kafka, new ByteArrayDeserializer(), new ByteArraySerializer());
      case PASS_THROUGH ->
          passThrough(
              kafka,
              AvroSerdes.deserializer(kafka, Topics.DETECTIONS),
              AvroSerdes.<Detections>serializer(kafka));
    };
  }

  private static <V> Topology passThrough(
      KafkaSettings kafka, Deserializer<V> deserializer, Serializer<V> serializer) {
    return new Topology()
        .addSource(
            "in",
            Serdes.String().deserializer(),
            deserializer,
            kafka.topics().name(Topics.DETECTIONS))
        .addSink(
            "out",
            AlertsThroughput.passThroughTopic(kafka),
            Serdes.String().serializer(),
            serializer,
            "in");
  }
}
