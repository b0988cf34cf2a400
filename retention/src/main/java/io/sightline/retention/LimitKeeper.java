package io.sightline.retention;

import io.sightline.avro.PolicyKind;
import io.sightline.avro.PolicyLimit;
import io.sightline.avro.RequestKind;
import io.sightline.avro.RetentionRequest;
import io.sightline.avro.RetentionStored;
import io.sightline.schemas.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Knows how much there is, and asks for the oldest to go where it is more than a limit of the
 * policy allows. What was asked for counts no more; what a hold kept back is asked for again now
 * and then.
 */
final class LimitKeeper implements Processor<String, SpecificRecord, String, RetentionRequest> {
  /** All lies in one partition. */
  static final String KEY = "all";

  private static final Duration ASK_AGAIN_AFTER = Duration.ofHours(1);

  private final RetentionConfig config;
  private final TaskClock.Factory clocks;
  private @Nullable Running running;
  private Instant nextAgain = Instant.EPOCH;

  /**
   * What there is between init and close.
   *
   * @param asked time in milliseconds at which it was asked for, by key
   */
  private record Running(
      ProcessorContext<String, RetentionRequest> context,
      Standing standing,
      TaskClock clock,
      KeptByAge kept,
      KeyValueStore<String, Long> asked) {}

  LimitKeeper(RetentionConfig config, TaskClock.Factory clocks) {
    this.config = config;
    this.clocks = clocks;
  }

  @Override
  public void init(ProcessorContext<String, RetentionRequest> context) {
    running =
        new Running(
            context,
            new Standing(context),
            clocks.in(context),
            new KeptByAge(
                context.getStateStore(RetentionTopology.KEPT_STORE),
                context.getStateStore(RetentionTopology.KEPT_TOTAL_STORE)),
            context.getStateStore(RetentionTopology.ASKED_STORE));
    var unused =
        context.schedule(
            config.checkEvery(),
            PunctuationType.WALL_CLOCK_TIME,
            now -> look(running().clock().now(Instant.ofEpochMilli(now))));
  }

  @Override
  public void process(Record<String, SpecificRecord> record) {
    if (record.value() instanceof RetentionRequest request) {
      running().standing().changed(request);
    } else if (record.value() instanceof RetentionStored stored) {
      String key = KeptByAge.key(stored.getKind(), stored.getCamera(), stored.getClipId());
      if (stored.getBytes() == 0) {
        running().asked().delete(key);
        running().kept().put(key, 0);
      } else if (running().asked().get(key) == null) {
        running().kept().put(key, stored.getBytes());
      }
    }
  }

  private void look(Instant now) {
    List<PolicyLimit> limits = running().standing().policies().limits();
    if (limits.isEmpty()) {
      return;
    }
    for (PolicyLimit limit : limits) {
      List<String> cameras =
          running().kept().cameras(limit.getKind()).stream()
              .filter(c -> limit.getCameras().isEmpty() || limit.getCameras().contains(c))
              .toList();
      if (limit.getEachCamera()) {
        cameras.forEach(camera -> keep(limit, List.of(camera), now));
      } else {
        keep(limit, cameras, now);
      }
    }
    askAgain(now);
  }

  /** Asks for so much of the oldest as there is too much. */
  private void keep(PolicyLimit limit, List<String> cameras, Instant now) {
    KeptByAge kept = running().kept();
    long over = kept.total(limit.getKind(), cameras) - limit.getMaxBytes();
    if (over <= 0) {
      return;
    }
    String request =
        "limit:%d:%s".formatted(running().standing().policies().newest(), limit.getLimitId());
    for (KeyValue<String, Long> each :
        kept.oldest(limit.getKind(), cameras, over, config.batchClips())) {
      if (isOver(each.key, now)) {
        kept.put(each.key, 0);
        running().asked().put(each.key, now.toEpochMilli());
        ask(each.key, request, now);
      }
    }
  }

  /** An hour that goes on is not touched. */
  private static boolean isOver(String key, Instant now) {
    return KeptByAge.kind(key) == PolicyKind.CLIP
        || Ids.time(KeptByAge.id(key)).plus(Duration.ofHours(1)).isBefore(now);
  }

  private void askAgain(Instant now) {
    if (now.isBefore(nextAgain)) {
      return;
    }
    long before = now.minus(ASK_AGAIN_AFTER).toEpochMilli();
    List<String> again = new ArrayList<>();
    try (KeyValueIterator<String, Long> all = running().asked().all()) {
      while (all.hasNext() && again.size() < config.batchClips()) {
        KeyValue<String, Long> each = all.next();
        if (each.value < before) {
          again.add(each.key);
        }
      }
    }
    nextAgain = again.size() < config.batchClips() ? now.plus(ASK_AGAIN_AFTER) : now;
    for (String key : again) {
      running().asked().put(key, now.toEpochMilli());
      ask(key, "limit:%d".formatted(running().standing().policies().newest()), now);
    }
  }

  private void ask(String key, String request, Instant now) {
    String id = KeptByAge.id(key);
    boolean clip = KeptByAge.kind(key) == PolicyKind.CLIP;
    RetentionRequest.Builder early =
        RetentionRequest.newBuilder()
            .setRequestId(request)
            .setKind(RequestKind.EARLY)
            .setCamera(Ids.cameraOf(id))
            .setCause(Early.Cause.LIMIT.toString())
            .setKinds(List.of(KeptByAge.kind(key)))
            .setRequestedAt(now);
    if (clip) {
      early.setClipId(id);
    } else {
      // Inside of the hour, so that none beside it is touched.
      early.setSpanFrom(Ids.time(id).plusSeconds(1)).setSpanTo(Ids.time(id).plusSeconds(3599));
      early.setRequestId(request + ":" + id);
    }
    running().context().forward(new Record<>(id, early.build(), now.toEpochMilli()));
  }

  private Running running() {
    if (running == null) {
      throw new IllegalStateException("not initialised");
    }
    return running;
  }
}
