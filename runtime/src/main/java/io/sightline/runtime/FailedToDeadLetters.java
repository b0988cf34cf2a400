package io.sightline.runtime;

import io.sightline.runtime.DeadLetters.Kind;
import io.sightline.runtime.DeadLetters.Origin;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a record that a processor refuses to the dead letters and goes on. What passes by itself is
 * tried again instead, and a failure without a record, as in a punctuation, is a bug that stops the
 * service.
 */
public final class FailedToDeadLetters implements ProcessingExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(FailedToDeadLetters.class);

  private @Nullable DeadLetters deadLetters;

  @Override
  public void configure(Map<String, ?> configuration) {
    deadLetters = StreamsProperties.deadLetters(configuration);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, @Nullable Record<?, ?> record, Exception cause) {
    boolean fromTopic = context.topic() != null && context.offset() >= 0;
    if (deadLetters == null || !fromTopic || Failures.isTransient(cause)) {
      return Response.fail();
    }
    LOG.error(
        "{} failed on {}-{}@{}, which goes to the dead letters",
        context.processorNodeId(),
        context.topic(),
        context.partition(),
        context.offset(),
        cause);
    Origin origin =
        new Origin(context.topic(), context.partition(), context.offset(), context.headers());
    return Response.resume(
        List.of(
            deadLetters.letter(
                Kind.FAILED, origin, context.sourceRawKey(), context.sourceRawValue(), cause)));
  }
}
