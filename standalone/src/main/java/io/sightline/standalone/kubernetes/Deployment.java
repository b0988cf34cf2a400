package io.sightline.standalone.kubernetes;

import io.sightline.standalone.topics.TopicPlan;

/**
 * What manifests are made for.
 *
 * @param plan of the topics
 * @param site whose cameras ingest opens
 * @param image of all processes
 */
public record Deployment(TopicPlan plan, String site, String namespace, String image) {
  /** Name of the cluster, and of much else. */
  static final String NAME = "sightline";

  /** What every object of ours is called, with the part it is. */
  static String name(String part) {
    return NAME + "-" + part;
  }
}
