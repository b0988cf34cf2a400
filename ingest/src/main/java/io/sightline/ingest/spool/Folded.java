package io.sightline.ingest.spool;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** The facts of some entries, each in its trace, and the cursor behind them. */
record Folded(List<Fact> facts, Cursor cursor) {

  /**
   * @param entries one at least
   * @param before the cursor that they begin at
   */
  static Folded of(List<Entry> entries, Cursor before, FactCodec codec) {
    List<Fact> facts = new ArrayList<>();
    OpenSet open = before.open();
    for (Entry entry : entries) {
      for (Fact fact : entry.facts()) {
        SpecificRecord value = codec.decode(fact);
        facts.add(fact.in(FactTrace.of(value)));
        open = open.apply(value);
      }
    }
    long next = entries.get(entries.size() - 1).next();
    return new Folded(facts, new Cursor(before.spool(), next, before.epoch(), open));
  }
}
