package io.sightline.runtime;

import io.sightline.runtime.DeadLetters.Kind;
import io.sightline.runtime.DeadLetters.Origin;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a record that cannot be read to the dead letters and goes on; but not while the registry is
 * away, since then nothing is wrong with the record.
 */
public final class UnreadableToDeadLetters implements DeserializationExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(UnreadableToDeadLetters.class);

  /** What Streams gives as the subtopology of the thread that fills global stores. */
  private static final int GLOBAL = -1;

  private @Nullable DeadLetters deadLetters;

  @Override
  public void configure(Map<String, ?> configuration) {
    deadLetters = StreamsProperties.deadLetters(configuration);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception cause) {
    if (deadLetters == null || Failures.isTransient(cause)) {
      return Response.fail();
    }
    Origin origin =
        new Origin(record.topic(), record.partition(), record.offset(), record.headers());
    var letter = deadLetters.letter(Kind.UNREADABLE, origin, record.key(), record.value(), cause);
    if (context.taskId().subtopology() == GLOBAL) {
      // Streams has no producer here; the record stays on its topic, and is counted.
      LOG.error(
          "global {}-{}@{} cannot be read",
          origin.topic(),
          origin.partition(),
          origin.offset(),
          cause);
      return Response.resume();
    }
    return Response.resume(List.of(letter));
  }
}
