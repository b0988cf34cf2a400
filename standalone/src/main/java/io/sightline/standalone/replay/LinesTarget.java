package io.sightline.standalone.replay;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Lines of JSON to where nobody remembers them: it begins anew each time. */
final class LinesTarget implements Target {
  private final OutputStream out;

  LinesTarget(OutputStream out) {
    this.out = out;
  }

  @Override
  public Map<TopicPartition, Long> reached() {
    return Map.of();
  }

  @Override
  public void write(List<Entry> entries, Map<TopicPartition, OffsetAndMetadata> next)
      throws IOException {
    for (Entry entry : entries) {
      out.write((Line.of(entry) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    out.flush();
  }
}
