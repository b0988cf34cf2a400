package io.sightline.retention;

import io.sightline.avro.Pressure;
import io.sightline.avro.StockCell;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.Build;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.Stores;

/**
 * Adds to retention's topology what keeps room in the store.
 *
 * <pre>
 * clip-lifecycle, hour-lifecycle ──▶ stock
 * space, stock ──▶ pressure-control ──▶ pressure (an order: to every partition)
 * pressure ──▶ clip-lifecycle, hour-lifecycle
 * </pre>
 */
record PressureTopology(PressureConfig config, KafkaSettings kafka, Outlook outlook) {
  static final String STOCK_STORE = "pressure-stock";
  static final String SAMPLE_STORE = "pressure-samples";

  private static final String CONTROL = "pressure-control";

  void addTo(Topology topology) {
    addAccount(topology);
    RetentionTopology.addSource(topology, kafka, "space-source", Topics.SPACE);
    RetentionTopology.addSource(topology, kafka, "stock-source", Topics.STOCK);
    topology.addProcessor(
        CONTROL,
        () -> new PressureControl(config, Build.version(), outlook),
        "space-source",
        "stock-source");
    topology.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(STOCK_STORE),
            Serdes.String(),
            AvroSerdes.<StockCell>serde(kafka, Topics.STOCK)),
        CONTROL);
    topology.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(SAMPLE_STORE),
            Serdes.String(),
            AvroSerdes.<Pressure>serde(kafka, Topics.PRESSURE)),
        CONTROL);
    topology.connectProcessorAndStateStores(CONTROL, RetentionTopology.POLICY_STORE);
    StreamPartitioner<String, Pressure> everywhere = PressureTopology::partitions;
    topology.addSink(
        "pressure-sink",
        kafka.topics().name(Topics.PRESSURE),
        new StringSerializer(),
        AvroSerdes.<Pressure>serializer(kafka),
        everywhere,
        CONTROL);
  }

  /** Of what each task holds; told where one task reads all of it. */
  private void addAccount(Topology topology) {
    topology.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(RetentionTopology.STOCK_INDEX_STORE),
            Serdes.String(),
            Serdes.ByteArray()),
        RetentionTopology.LIFECYCLE,
        RetentionTopology.HOUR_LIFECYCLE);
    topology.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(RetentionTopology.STOCK_CELL_STORE),
            Serdes.String(),
            AvroSerdes.<StockCell>serde(kafka, Topics.STOCK)),
        RetentionTopology.LIFECYCLE,
        RetentionTopology.HOUR_LIFECYCLE);
    StreamPartitioner<String, StockCell> together =
        (topic, key, value, count) -> Optional.of(Set.of(partition(count)));
    topology.addSink(
        RetentionTopology.STOCK_SINK,
        kafka.topics().name(Topics.STOCK),
        new StringSerializer(),
        AvroSerdes.<StockCell>serializer(kafka),
        together,
        RetentionTopology.LIFECYCLE,
        RetentionTopology.HOUR_LIFECYCLE);
  }

  /** Where measurements of the room lie, by their key. */
  private static int partition(int count) {
    return BuiltInPartitioner.partitionForKey(
        SpaceWatch.KEY.getBytes(StandardCharsets.UTF_8), count);
  }

  /** An order is for every task; what is only told goes where its key says. */
  private static Optional<Set<Integer>> partitions(
      String topic, String key, Pressure value, int count) {
    return value.getRequestId().isEmpty()
        ? Optional.empty()
        : Optional.of(IntStream.range(0, count).boxed().collect(Collectors.toSet()));
  }
}
