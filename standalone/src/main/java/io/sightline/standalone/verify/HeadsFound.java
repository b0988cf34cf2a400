package io.sightline.standalone.verify;

import io.sightline.avro.LedgerHead;
import io.sightline.clipstore.ClipLayout;
import io.sightline.clipstore.ClipStore;
import io.sightline.clipstore.ClipStore.StoredObject;
import io.sightline.retention.audit.Finding;
import io.sightline.retention.audit.Finding.Kind;
import io.sightline.retention.audit.HeadCheck.Head;
import io.sightline.retention.signing.HeadStatement;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import io.sightline.standalone.records.TopicRecords;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The heads of the ledger, from the topic and from the store.
 *
 * @param unreadable objects that lie where a head should, and are none
 */
record HeadsFound(HeadStatement statement, List<Head> heads, List<Finding> unreadable) {
  /** A head has some 300 bytes. */
  private static final int MOST_BYTES = 10_000;

  static HeadsFound read(KafkaSettings kafka, ClipStore store) throws IOException {
    HeadStatement statement = new HeadStatement(kafka.topics().name(Topics.EXPIRIES));
    HeadsFound found = new HeadsFound(statement, new ArrayList<>(), new ArrayList<>());
    for (ConsumerRecord<String, LedgerHead> record :
        TopicRecords.committed(kafka, Topics.LEDGER_HEADS)) {
      if (record.value() != null) {
        String place = "ledger-heads-" + record.partition() + "@" + record.offset();
        found.heads.add(new Head(place, record.value()));
      }
    }
    for (StoredObject object : store.list(ClipLayout.LEDGER + "heads/")) {
      found.add(object.key(), store);
    }
    return found;
  }

  private void add(String key, ClipStore store) throws IOException {
    try (InputStream in = store.open(key, 0)) {
      String text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
      heads.add(new Head(key, statement.parse(text)));
    } catch (IllegalArgumentException e) {
      unreadable.add(new Finding(Kind.UNTRUSTED_HEAD, key, String.valueOf(e.getMessage())));
    } catch (NoSuchFileException e) {
      return; // Replaced while this looked.
    }
  }
}
