package io.sightline.console.view;

import io.sightline.avro.Pressure;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** How full the clip store is, as retention said last. */
public final class StoreView {
  private final AtomicReference<@Nullable Pressure> newest = new AtomicReference<>();

  /** An order lies in each partition, and so comes several times and late. */
  void apply(Pressure pressure) {
    newest.accumulateAndGet(
        pressure,
        (before, now) ->
            before == null || now == null || !now.getAt().isBefore(before.getAt()) ? now : before);
  }

  public Optional<Pressure> newest() {
    return Optional.ofNullable(newest.get());
  }
}
