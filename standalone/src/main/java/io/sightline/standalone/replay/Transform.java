package io.sightline.standalone.replay;

import java.io.IOException;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What a replay writes to topics for the records that it takes. */
public interface Transform {
  /** Outputs in order, all of which become readable together. */
  List<ProducerRecord<byte[], byte[]>> apply(List<Entry> entries)
      throws IOException, InterruptedException;
}
