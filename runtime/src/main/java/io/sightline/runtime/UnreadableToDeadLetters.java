package io.sightline.runtime;

import io.sightline.runtime.DeadLetters.Kind;
import io.sightline.runtime.DeadLetters.Origin;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * Sends a record that cannot be read to the dead letters and goes on; but not while the registry is
 * away, since then nothing is wrong with the record.
 */
public final class UnreadableToDeadLetters implements DeserializationExceptionHandler {
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
    return Response.resume(
        List.of(deadLetters.letter(Kind.UNREADABLE, origin, record.key(), record.value(), cause)));
  }
}
