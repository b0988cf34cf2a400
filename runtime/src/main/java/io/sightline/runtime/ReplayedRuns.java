package io.sightline.runtime;

import io.sightline.runtime.LoopBatches.Batch;
import io.sightline.schemas.Headers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Hands the header of a replay on to all that is made of replayed records, as Kafka Streams does by
 * itself. Where records with it and without follow each other, each run is a batch of its own.
 */
record ReplayedRuns(LoopSession.Transform inner) implements LoopSession.Transform {
  @Override
  public List<ProducerRecord<byte[], byte[]>> apply(Batch batch)
      throws TransientException, InterruptedException {
    List<ProducerRecord<byte[], byte[]>> outputs = new ArrayList<>();
    List<ConsumerRecord<byte[], byte[]>> run = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : batch.records()) {
      if (!run.isEmpty() && !replay(run.get(0)).equals(replay(record))) {
        outputs.addAll(apply(run));
        run.clear();
      }
      run.add(record);
    }
    if (!run.isEmpty()) {
      outputs.addAll(apply(run));
    }
    return outputs;
  }

  private List<ProducerRecord<byte[], byte[]>> apply(List<ConsumerRecord<byte[], byte[]>> run)
      throws TransientException, InterruptedException {
    Optional<String> replay = replay(run.get(0));
    List<ProducerRecord<byte[], byte[]>> outputs =
        inner.apply(new Batch(List.copyOf(run), Map.of()));
    for (ProducerRecord<byte[], byte[]> output : outputs) {
      if (replay.isPresent() && output.headers().lastHeader(Headers.REPLAY) == null) {
        output.headers().add(Headers.REPLAY, replay.get().getBytes(StandardCharsets.UTF_8));
      }
    }
    return outputs;
  }

  private static Optional<String> replay(ConsumerRecord<byte[], byte[]> record) {
    return Headers.text(record.headers(), Headers.REPLAY);
  }
}
