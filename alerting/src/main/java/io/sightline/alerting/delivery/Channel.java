package io.sightline.alerting.delivery;

/** A way to tell people or programs about an alert. */
interface Channel {
  /** Tries once, within a bound. Failures of the receiver are answers. */
  Answer send(Message message) throws InterruptedException;
}
