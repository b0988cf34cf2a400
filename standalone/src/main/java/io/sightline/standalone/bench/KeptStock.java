package io.sightline.standalone.bench;

import io.sightline.retention.RetentionServices;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import io.sightline.standalone.expiring.SmallClips;
import io.sightline.standalone.expiring.SmallRecordings;
import io.sightline.standalone.soak.GroupProgress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What lies in the store and on the topics and is not due while the bench runs. */
final class KeptStock {
  private static final int THREADS = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  private final KafkaSettings kafka;
  private final SmallClips clips;
  private final SmallRecordings recordings;
  private int kept;
  private int pieces;

  KeptStock(KafkaSettings kafka, SmallClips clips, SmallRecordings recordings) {
    this.kafka = kafka;
    this.clips = clips;
    this.recordings = recordings;
  }

  private interface Numbered {
    void run(int number) throws Exception;
  }

  int clips() {
    return kept;
  }

  int pieces() {
    return pieces;
  }

  /** With deadlines spread over what comes after the next day. */
  void keepClips(Instant now, int wanted) throws Exception {
    Instant first = now.plus(Duration.ofDays(1));
    int from = kept;
    inThreads(from, wanted, i -> clips.publish(clips.write(first.plusSeconds(2L * i))));
    kept = Math.max(kept, wanted);
    clips.flush();
    awaitRead(wanted - from);
  }

  /** Whole hours up to now, which go in thirty days. */
  void keepRecordings(Instant now, int cameras, int days) throws Exception {
    Instant last = now.truncatedTo(ChronoUnit.HOURS);
    int hours = cameras * days * 24;
    inThreads(
        0,
        hours,
        i -> {
          Instant hour = last.minus(Duration.ofHours(1 + i / cameras));
          var unused = recordings.write(camera(i % cameras), hour, now.plus(Duration.ofDays(30)));
        });
    pieces += hours * SmallRecordings.PIECES;
    recordings.flush();
    awaitRead(hours * SmallRecordings.PIECES);
  }

  static String camera(int number) {
    return "room-%03d".formatted(number);
  }

  /** Returns when retention has read what there is. */
  void awaitRead(int records) throws Exception {
    Duration atMost = PATIENCE.plusMillis(2L * Math.max(0, records));
    try (GroupProgress progress = new GroupProgress(kafka)) {
      progress.awaitRead(RetentionServices.RETENTION, Topics.CLIPS, atMost);
      progress.awaitRead(RetentionServices.RETENTION, Topics.RECORDINGS, atMost);
    }
  }

  private static void inThreads(int from, int to, Numbered each) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> parts = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        int first = from + t;
        parts.add(
            threads.submit(
                () -> {
                  for (int i = first; i < to; i += THREADS) {
                    each.run(i);
                  }
                  return null;
                }));
      }
      for (Future<?> part : parts) {
        part.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
