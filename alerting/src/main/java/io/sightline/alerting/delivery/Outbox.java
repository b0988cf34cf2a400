package io.sightline.alerting.delivery;

import io.sightline.alerting.delivery.Lane.Item;
import io.sightline.avro.Notification;
import java.util.ArrayList;
import java.util.List;

/** What is written in one transaction. */
final class Outbox {
  /** A record for the dead letters, and why. */
  record Letter(Item item, Exception cause) {}

  final List<Notification> receipts = new ArrayList<>();
  final List<Letter> letters = new ArrayList<>();
}
