package io.sightline.standalone.verify;

import io.sightline.clipstore.ClipStore;
import io.sightline.retention.audit.RepairPlan;
import io.sightline.retention.audit.RepairPlan.Action;
import io.sightline.retention.audit.RepairPlan.Step;
import io.sightline.runtime.KafkaSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Carries out what {@link RepairPlan} found safe. Again, it is no error. */
public final class Repair {
  private final KafkaSettings kafka;
  private final ClipStore store;

  /**
   * @param store that can delete
   */
  public Repair(KafkaSettings kafka, ClipStore store) {
    this.kafka = kafka;
    this.store = store;
  }

  /** What could not be done, each with why; the rest is done. */
  public List<RepairPlan.Left> run(RepairPlan plan) throws IOException, InterruptedException {
    List<RepairPlan.Left> failed = new ArrayList<>();
    for (Step step : plan.steps()) {
      if (step.action() == Action.DELETE_OBJECT) {
        try {
          store.deleteObject(step.finding().subject());
        } catch (IOException | IllegalArgumentException e) {
          failed.add(new RepairPlan.Left(step.finding(), e.toString()));
        }
      }
    }
    DataKeys.destroy(kafka, subjects(plan, Action.DESTROY_KEY));
    Set<String> topics = subjects(plan, Action.SET_TOPIC);
    if (!topics.isEmpty()) {
      TopicsKept.set(kafka, topics);
    }
    return failed;
  }

  private static Set<String> subjects(RepairPlan plan, Action action) {
    return plan.steps().stream()
        .filter(step -> step.action() == action)
        .map(step -> step.finding().subject())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
