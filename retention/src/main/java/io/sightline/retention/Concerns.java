package io.sightline.retention;

import io.sightline.runtime.Health;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a person has to look after, by where it arose; on health, and once in the log. */
public final class Concerns {
  private static final Logger LOG = LoggerFactory.getLogger(Concerns.class);
  private static final int SHOWN = 3;

  private final Map<String, String> open = new ConcurrentSkipListMap<>();

  /** Raises a concern, or says what has become of it. */
  public void raise(String where, String what) {
    if (open.put(where, what) == null) {
      LOG.warn("{}: {}", where, what);
    }
  }

  public void settle(String where) {
    if (open.remove(where) != null) {
      LOG.info("{}: settled", where);
    }
  }

  /** How many there are whose place begins so. */
  public long count(String prefix) {
    return open.keySet().stream().filter(where -> where.startsWith(prefix)).count();
  }

  /** The health of whatever has these concerns. */
  Health on(Health health) {
    Collection<String> all = Map.copyOf(open).values();
    return health.state() != Health.State.UP || all.isEmpty()
        ? health
        : Health.degraded(
            all.stream().distinct().sorted().limit(SHOWN).collect(Collectors.joining("; ")));
  }
}
