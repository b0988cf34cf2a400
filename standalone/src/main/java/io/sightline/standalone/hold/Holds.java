package io.sightline.standalone.hold;

import io.sightline.avro.Hold;
import io.sightline.avro.HoldState;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.HoldChecks;
import io.sightline.schemas.Topics;
import io.sightline.standalone.records.TopicRecords;
import io.sightline.standalone.records.TopicWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The holds on their topic. */
public final class Holds {
  private final KafkaSettings kafka;

  public Holds(KafkaSettings kafka) {
    this.kafka = TopicWriter.impatient(kafka);
  }

  /** The newest record of each, the oldest hold first. */
  public List<Hold> all() {
    Map<String, Hold> newest = new LinkedHashMap<>();
    for (ConsumerRecord<String, Hold> record : TopicRecords.committed(kafka, Topics.HOLDS)) {
      if (record.value() != null) {
        newest.put(record.value().getHoldId(), record.value());
      }
    }
    return List.copyOf(newest.values());
  }

  public @Nullable Hold get(String id) {
    return all().stream().filter(hold -> hold.getHoldId().equals(id)).findFirst().orElse(null);
  }

  /** Asks retention for it; see {@link #get} for the answer. */
  public void place(Hold hold) throws IOException, InterruptedException {
    HoldChecks.check(hold);
    if (get(hold.getHoldId()) != null) {
      throw new IllegalArgumentException(
          "hold '" + hold.getHoldId() + "' stands already: expected an id of its own");
    }
    new TopicWriter(kafka).write(Topics.HOLDS, hold.getCamera(), hold);
  }

  /** Lets go of it. */
  public Hold release(String id, String who, String why, Instant now)
      throws IOException, InterruptedException {
    Hold placed = get(id);
    if (placed == null || placed.getState() == HoldState.RELEASED) {
      throw new IllegalArgumentException(
          "hold '" + id + "': expected one of those that 'sightline hold list' shows");
    }
    Hold released =
        Hold.newBuilder(placed)
            .setRecordId(id + "-released")
            .setState(HoldState.RELEASED)
            .setWho(who)
            .setWhy(why)
            .setPlacedAt(now)
            .build();
    new TopicWriter(kafka).write(Topics.HOLDS, released.getCamera(), released);
    return released;
  }
}
