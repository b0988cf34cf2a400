package io.sightline.ingest.events.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** So many a second for each key, on average; twice as many at once after a quiet spell. */
final class RateLimit {
  private static final int MAX_KEYS = 10_000;
  private static final double NANOS = 1e9;

  private final int perSecond;
  private final LongSupplier nanos;
  private final Map<String, Bucket> buckets = new LinkedHashMap<>();

  private record Bucket(double left, long atNanos) {}

  /**
   * @param nanos a clock that only moves on
   */
  RateLimit(int perSecond, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.nanos = nanos;
  }

  /** Takes one, if there is one. */
  synchronized boolean allows(String key) {
    long now = nanos.getAsLong();
    Bucket bucket = buckets.getOrDefault(key, new Bucket(2.0 * perSecond, now));
    double gained = (now - bucket.atNanos()) / NANOS * perSecond;
    double left = Math.min(2.0 * perSecond, bucket.left() + gained);
    boolean allowed = left >= 1;
    buckets.put(key, new Bucket(allowed ? left - 1 : left, now));
    if (buckets.size() > MAX_KEYS) {
      buckets.remove(buckets.keySet().iterator().next());
    }
    return allowed;
  }
}
