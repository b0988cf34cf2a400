package io.sightline.e2e.upgrade;

import io.sightline.schemas.Topics;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription.GlobalStore;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.apache.kafka.streams.TopologyDescription.Subtopology;

/**
 * What of a topology has a name outside of the process: tasks are numbered by sub-topology,
 * changelogs are called after stores, and repartition topics by their own name.
 */
final class TopologyNames {
  private final Topics topics;
  private final SortedSet<String> names = new TreeSet<>();

  private TopologyNames(Topics topics) {
    this.topics = topics;
  }

  /** One line for each name. */
  static SortedSet<String> of(Topology topology, Topics topics) {
    TopologyNames found = new TopologyNames(topics);
    topology.describe().subtopologies().forEach(found::add);
    topology.describe().globalStores().forEach(found::add);
    return found.names;
  }

  private void add(GlobalStore store) {
    store.processor().stores().forEach(name -> names.add("global store " + name));
  }

  private void add(Subtopology part) {
    String task = "task " + part.id() + ": ";
    part.nodes()
        .forEach(
            node -> {
              if (node instanceof Processor processor) {
                processor.stores().forEach(store -> names.add(task + "store " + store));
              } else if (node instanceof Source source) {
                source.topicSet().forEach(topic -> names.add(task + "reads " + said(topic)));
              } else if (node instanceof Sink sink && isInternal(sink.topic())) {
                names.add("internal topic " + sink.topic());
              }
            });
  }

  private String said(String topic) {
    return isInternal(topic) ? topic : topic.substring(topics.prefix().length() + 1);
  }

  private boolean isInternal(String topic) {
    return Topics.ALL.stream().noneMatch(known -> topics.name(known).equals(topic));
  }
}
