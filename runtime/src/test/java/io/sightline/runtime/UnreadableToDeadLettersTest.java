package io.sightline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler.Response;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler.Result;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class UnreadableToDeadLettersTest {
  private static final ConsumerRecord<byte[], byte[]> RECORD = Inputs.raw(1, 7, Inputs.GARBAGE);

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  /** As Streams gives it. */
  private record Context(TaskId taskId) implements ErrorHandlerContext {
    @Override
    public String topic() {
      return RECORD.topic();
    }

    @Override
    public int partition() {
      return RECORD.partition();
    }

    @Override
    public long offset() {
      return RECORD.offset();
    }

    @Override
    public Headers headers() {
      return new RecordHeaders();
    }

    @Override
    public String processorNodeId() {
      return "source";
    }

    @Override
    public long timestamp() {
      return 0;
    }

    @Override
    public byte[] sourceRawKey() {
      return RECORD.key();
    }

    @Override
    public byte[] sourceRawValue() {
      return RECORD.value();
    }
  }

  private Response handle(TaskId task) {
    UnreadableToDeadLetters handler = new UnreadableToDeadLetters();
    Map<String, Object> configuration = new TreeMap<>();
    StreamsProperties.of("tester", Inputs.KAFKA, Path.of("none"), metrics)
        .forEach((key, value) -> configuration.put(key.toString(), value));
    handler.configure(configuration);
    return handler.handleError(new Context(task), RECORD, new SerializationException("garbage"));
  }

  @Test
  void recordForATask_isADeadLetter() {
    Response response = handle(new TaskId(0, 1));
    assertThat(response.result()).isEqualTo(Result.RESUME);
    assertThat(response.deadLetterQueueRecords()).hasSize(1);
  }

  @Test
  void recordForAGlobalStore_isCountedOnlySinceStreamsHasNoProducerThere() {
    Response response = handle(new TaskId(-1, -1));
    assertThat(response.result()).isEqualTo(Result.RESUME);
    assertThat(response.deadLetterQueueRecords()).isEmpty();
    assertThat(metrics.get("sightline.dead.letters").counter().count()).isEqualTo(1);
  }
}
