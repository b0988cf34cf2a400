package io.sightline.alerting.delivery.message;

/** A way to tell people or programs about an alert. One thread. */
public interface Channel extends AutoCloseable {
  /** Called once before the first message; does not wait for anything. */
  default void open() {}

  /** Tries once, within a bound. Failures of the receiver are answers. */
  Answer send(Message message) throws InterruptedException;

  @Override
  default void close() {}
}
