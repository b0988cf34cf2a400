package io.sightline.standalone.registry;

import io.sightline.schemas.compatibility.Compatibility;
import io.sightline.standalone.registry.Entry.Level;
import io.sightline.standalone.registry.Entry.Version;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** The catalog and its log together: what is answered is on disk. One request at a time. */
final class Registry {
  private final SchemaLog log;
  private Catalog catalog;

  /** Whether a write failed in a way that leaves open if it is in the log. */
  private boolean inDoubt;

  Registry(SchemaLog log) {
    this.log = log;
    this.catalog = replayed(log);
  }

  private static Catalog replayed(SchemaLog log) {
    Catalog catalog = new Catalog();
    log.replay(catalog::apply);
    return catalog;
  }

  /** Finds the schema under the subject or registers it. */
  synchronized Version register(String subject, Schema schema) throws Refusal {
    settleDoubt();
    Optional<Version> known = catalog.find(subject, schema);
    if (known.isPresent()) {
      return known.get();
    }
    Version next = catalog.next(subject, schema);
    write(next);
    return next;
  }

  synchronized Version find(String subject, Schema schema) throws Refusal {
    catalog.versions(subject);
    return catalog.find(subject, schema).orElseThrow(() -> Refusal.schemaNotFound("of that text"));
  }

  synchronized List<String> subjects() {
    return catalog.subjects();
  }

  synchronized List<Version> versions(String subject) throws Refusal {
    return catalog.versions(subject);
  }

  synchronized Version version(String subject, String number) throws Refusal {
    return catalog.version(subject, number);
  }

  synchronized String schema(int id) throws Refusal {
    return catalog.schema(id);
  }

  synchronized List<Version> versionsWith(int id) throws Refusal {
    return catalog.versionsWith(id);
  }

  /** What speaks against a schema as the next version, held against one version only. */
  synchronized List<String> problems(String subject, String number, Schema schema) throws Refusal {
    Version version = catalog.version(subject, number);
    return catalog.compatibility(subject).problems(schema, Catalog.parsed(List.of(version)));
  }

  /** What speaks against a schema as the next version. */
  synchronized List<String> problems(String subject, Schema schema) throws Refusal {
    return catalog
        .compatibility(subject)
        .problems(schema, Catalog.parsed(catalog.versions(subject)));
  }

  synchronized Compatibility compatibility() {
    return catalog.compatibility();
  }

  synchronized Compatibility compatibility(String subject, boolean orGlobal) throws Refusal {
    Optional<Compatibility> own = catalog.compatibilitySetFor(subject);
    if (own.isEmpty() && !orGlobal) {
      throw Refusal.noConfigOf(subject);
    }
    return own.orElse(catalog.compatibility());
  }

  synchronized void set(@Nullable String subject, Compatibility compatibility) throws Refusal {
    settleDoubt();
    write(new Level(subject, compatibility));
  }

  private void write(Entry entry) throws Refusal {
    inDoubt = true;
    log.append(entry);
    inDoubt = false;
    catalog.apply(entry);
  }

  private void settleDoubt() throws Refusal {
    if (inDoubt) {
      try {
        catalog = replayed(log);
      } catch (KafkaException e) {
        throw Refusal.storeFailed(e.toString());
      }
      inDoubt = false;
    }
  }
}
