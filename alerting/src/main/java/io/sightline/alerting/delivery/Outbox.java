package io.sightline.alerting.delivery;

import io.sightline.alerting.delivery.Lane.Item;
import io.sightline.avro.Notification;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;

/** What is written in one transaction. */
final class Outbox {
  /** What came of an attempt, with what is carried on of the alert's headers. */
  record Receipt(Notification notification, Headers headers) {}

  /** A record for the dead letters, and why. */
  record Letter(Item item, Exception cause) {}

  final List<Receipt> receipts = new ArrayList<>();
  final List<Letter> letters = new ArrayList<>();
}
