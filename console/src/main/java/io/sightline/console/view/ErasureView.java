package io.sightline.console.view;

import io.sightline.avro.Erasure;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Erasures that were asked for, each in its newest record, newest request first; bounded. */
public final class ErasureView {
  private final Timeline<Erasure> erasures;

  public ErasureView(int limit) {
    erasures = new Timeline<>(limit);
  }

  /** Whether it says something new. */
  synchronized boolean apply(Erasure erasure) {
    String id = erasure.getErasureId();
    return !erasures.get(id).equals(Optional.of(erasure))
        && erasures.put(id, erasure.getRequestedAt(), erasure);
  }

  public Optional<Erasure> get(String erasureId) {
    return erasures.get(erasureId);
  }

  public List<Erasure> newest(@Nullable Position before, int count, Predicate<Erasure> which) {
    return erasures.newest(before, count, which);
  }

  public static Position position(Erasure erasure) {
    return new Position(erasure.getRequestedAt(), erasure.getErasureId());
  }

  public int size() {
    return erasures.size();
  }

  public long forgotten() {
    return erasures.forgotten();
  }
}
