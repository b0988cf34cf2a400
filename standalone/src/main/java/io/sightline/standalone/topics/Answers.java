package io.sightline.standalone.topics;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;

/** Waits for what the admin client was asked. */
public final class Answers {
  private Answers() {}

  /**
   * @throws KafkaException what the broker refused with, or the client gave up with
   */
  public static <R> R of(KafkaFuture<R> answer) throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
    }
  }
}
