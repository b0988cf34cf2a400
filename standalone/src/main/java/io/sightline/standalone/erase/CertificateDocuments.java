package io.sightline.standalone.erase;

import io.sightline.retention.LedgerConfig;
import io.sightline.retention.LedgerKeys;
import io.sightline.runtime.Build;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.registry.RegistrySettings;
import io.sightline.schemas.registry.SchemaRegistry;
import io.sightline.standalone.prove.Certificate;
import io.sightline.standalone.prove.SignedDocument;
import java.io.IOException;
import java.time.Instant;

/** Certificates as documents, signed where the ledger's key is configured. */
public final class CertificateDocuments {
  private final KafkaSettings kafka;
  private final LedgerConfig ledger;

  public CertificateDocuments(KafkaSettings kafka, LedgerConfig ledger) {
    this.kafka = kafka;
    this.ledger = ledger;
  }

  public SignedDocument of(Certificate certificate, Instant madeAt) throws IOException {
    SchemaRegistry registry = SchemaRegistry.open(RegistrySettings.from(kafka.serde()));
    return SignedDocument.of(
        Certificate.KIND,
        certificate.content(madeAt, Build.version(), registry),
        LedgerKeys.load(ledger).signing());
  }
}
