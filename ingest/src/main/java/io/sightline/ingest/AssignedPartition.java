package io.sightline.ingest;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.sightline.avro.Camera;
import io.sightline.runtime.Health;
import java.util.Map;
import java.util.TreeMap;

/**
 * A partition of {@code cameras} from its beginning on; nothing is opened before its end is read.
 */
final class AssignedPartition implements AutoCloseable {
  private final long end;
  private final OwnerContext context;
  private final PartitionOwner owner;
  private final Meter backlog;
  private final Meter dropped;
  private final Map<String, Camera> newest = new TreeMap<>();
  private boolean changed = true;

  AssignedPartition(int partition, long end, OwnerContext context) {
    this.end = end;
    this.context = context;
    this.owner = new PartitionOwner(partition, context);
    this.backlog =
        Gauge.builder("sightline.ingest.spool.backlog", owner, PartitionOwner::backlogBytes)
            .tag("partition", Integer.toString(partition))
            .baseUnit("bytes")
            .register(context.metrics());
    this.dropped =
        FunctionCounter.builder(
                "sightline.ingest.spool.dropped", owner, PartitionOwner::droppedFacts)
            .tag("partition", Integer.toString(partition))
            .register(context.metrics());
    owner.start();
  }

  void take(Camera camera) {
    newest.put(camera.getCamera(), camera);
    changed = true;
  }

  /** All before a position has been taken. */
  void read(long position) {
    if (changed && position >= end) {
      changed = false;
      owner.apply(newest.values());
    }
  }

  Health health() {
    return owner.health();
  }

  @Override
  public void close() {
    owner.close();
    context.metrics().remove(backlog);
    context.metrics().remove(dropped);
  }
}
