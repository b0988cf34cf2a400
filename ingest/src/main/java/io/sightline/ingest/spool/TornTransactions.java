package io.sightline.ingest.spool;

import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes up for what a broker does that dies: it may end a transaction for some partitions in one
 * way and for others in the other.
 */
final class TornTransactions {
  private static final Logger LOG = LoggerFactory.getLogger(TornTransactions.class);

  private final String name;
  private final Spool spool;
  private final FactCodec codec;

  TornTransactions(String name, Spool spool, FactCodec codec) {
    this.name = name;
    this.spool = spool;
    this.codec = codec;
  }

  /**
   * Sends again what does not count of the newest batches, and nothing else.
   *
   * @param to taken over already
   * @param committed the cursor that counts
   * @return the cursor that counts now
   */
  Cursor mend(FactLog to, Cursor committed)
      throws FactLogException, IOException, InterruptedException {
    Cursor at = committed;
    for (Batch batch : spool.sent()) {
      boolean counted = at.position() >= batch.to();
      if (!counted && at.position() != batch.from()) {
        continue;
      }
      List<Entry> entries = spool.read(batch.from(), batch.places().size(), 0);
      if (entries.isEmpty() || entries.get(entries.size() - 1).next() != batch.to()) {
        LOG.warn("{}: {} to {} was sent and is not here any more", name, batch.from(), batch.to());
        continue;
      }
      Folded all = Folded.of(entries, at, codec);
      SortedSet<Integer> missing = to.missing(all.facts(), batch.places());
      if (missing.size() == (counted ? 0 : all.facts().size())) {
        continue;
      }
      LOG.warn(
          "{}: a transaction was torn: sending {} of {} facts again, the cursor {}",
          name,
          missing.size(),
          all.facts().size(),
          counted ? "counts" : "does not count");
      at = counted ? at : all.cursor();
      List<Place> places = to.send(missing.stream().map(all.facts()::get).toList(), at);
      spool.noteAgain(batch.with(missing, places));
      to.commit();
    }
    return at;
  }
}
