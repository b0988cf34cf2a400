package io.sightline.runtime;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.Set;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortableException;

/** Tells what passes by itself from what does not. */
public final class Failures {
  private static final Set<Class<? extends Throwable>> PASSING =
      Set.of(
          TransientException.class,
          RetriableException.class,
          // The brokers gave a transaction up while they were away: its records come again.
          InvalidTxnStateException.class,
          TransactionAbortableException.class,
          AuthenticationException.class,
          AuthorizationException.class,
          SocketException.class,
          SocketTimeoutException.class,
          UnknownHostException.class,
          HttpTimeoutException.class,
          ClosedChannelException.class);
  private static final Set<Class<? extends Throwable>> FATAL =
      Set.of(ProducerFencedException.class, FencedInstanceIdException.class, Error.class);

  private Failures() {}

  /**
   * A broker, registry or other peer is away, or does not let us in until somebody grants it;
   * trying again later helps.
   */
  public static boolean isTransient(Throwable failure) {
    return anyCause(failure, PASSING) && !isFatal(failure);
  }

  /** Another process has taken our place; trying again is wrong. */
  public static boolean isFatal(Throwable failure) {
    return anyCause(failure, FATAL);
  }

  /** Message and class of the failure and its root cause, on one line. */
  public static String describe(Throwable failure) {
    Throwable root = root(failure);
    return root == failure ? oneLine(failure) : oneLine(failure) + " (" + oneLine(root) + ")";
  }

  /** The first cause. */
  static Throwable root(Throwable failure) {
    Throwable root = failure;
    for (int depth = 0; root.getCause() != null && depth < 20; depth++) {
      root = root.getCause();
    }
    return root;
  }

  private static String oneLine(Throwable failure) {
    String text = failure.getClass().getSimpleName() + ": " + failure.getMessage();
    return text.replaceAll("\\s+", " ");
  }

  private static boolean anyCause(Throwable failure, Set<Class<? extends Throwable>> types) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 20; depth++) {
      Throwable current = cause;
      if (types.stream().anyMatch(type -> type.isInstance(current))) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
