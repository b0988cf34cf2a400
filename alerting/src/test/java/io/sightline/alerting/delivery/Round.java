package io.sightline.alerting.delivery;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.alerting.delivery.Lane.Item;
import io.sightline.alerting.delivery.message.Answer;
import io.sightline.alerting.delivery.message.Channel;
import io.sightline.alerting.delivery.message.Message;
import io.sightline.avro.Alert;
import io.sightline.avro.Notification;
import io.sightline.runtime.ConfigException;
import io.sightline.runtime.ConfigLoader;
import io.sightline.runtime.LinksConfig;
import io.sightline.schemas.Headers;
import io.sightline.schemas.TraceParent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A courier on its round without Kafka: the test turns the clock, and plays the crash. */
final class Round {
  /** What the metadata of the offset would say. */
  Standing committed = Standing.NEW;

  Instant now;
  final List<Notification> receipts = new ArrayList<>();

  /** What each receipt has in its header; empty: nothing. */
  final List<String> traces = new ArrayList<>();

  final List<Outbox.Letter> letters = new ArrayList<>();
  final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  final ChannelConfig config;
  private final Channel channel;
  private final Deque<Item> log = new ArrayDeque<>();
  private long offset;
  Courier courier;
  Lane lane = new Lane(0, Standing.NEW);

  Round(String yaml, Channel channel, Instant now) throws ConfigException {
    this.config = parse(yaml);
    this.channel = channel;
    this.now = now;
    this.courier = courier();
  }

  static ChannelConfig parse(String yaml) throws ConfigException {
    return ConfigLoader.parse("test", yaml, ChannelConfig.class, Map.of());
  }

  /** A channel that answers what the test says, in order, and then that it was delivered. */
  static final class Script implements Channel {
    final Deque<Answer> answers = new ArrayDeque<>();
    final List<Message> sent = new ArrayList<>();

    @Override
    public Answer send(Message message) {
      sent.add(message);
      Answer answer = answers.poll();
      return answer == null ? Answer.delivered("ok") : answer;
    }
  }

  private Courier courier() {
    Receipts made = new Receipts(config.name(), "test", metrics);
    return new Courier(
        config, channel, DeliveryServices.wording(config, LinksConfig.OFF), new Turned(), made);
  }

  private final class Turned extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  Round add(Alert alert) {
    ConsumerRecord<byte[], byte[]> raw =
        new ConsumerRecord<>("alerts", 0, offset++, new byte[0], new byte[0]);
    Item item = new Item(raw, alert, null);
    log.add(item);
    lane.add(item);
    return this;
  }

  /** As a replay copies it. */
  Round addReplayed(Alert alert) {
    add(alert);
    log.getLast().raw().headers().add(Headers.REPLAY, new byte[] {'r'});
    return this;
  }

  /** As alerting writes it. */
  Round addTraced(Alert alert, TraceParent trace) {
    add(alert);
    byte[] header = trace.toString().getBytes(StandardCharsets.UTF_8);
    log.getLast().raw().headers().add(Headers.TRACEPARENT, header);
    return this;
  }

  /** As a session does it. */
  void goOnce() throws InterruptedException {
    Outbox out = new Outbox();
    boolean open = courier.prepare(lane, out);
    commit(out);
    while (open) {
      Answer answer = courier.send(lane);
      out = new Outbox();
      courier.conclude(lane, answer, out);
      open = courier.prepare(lane, out);
      commit(out);
    }
  }

  private void commit(Outbox out) {
    out.receipts.forEach(
        receipt -> {
          receipts.add(receipt.notification());
          traces.add(Headers.text(receipt.headers(), Headers.TRACEPARENT).orElse(""));
        });
    letters.addAll(out.letters);
    committed = lane.standing();
  }

  /** Goes until nothing waits, second by second. */
  Round go(Duration atMost) throws InterruptedException {
    Instant end = now.plus(atMost);
    goOnce();
    while (!lane.isEmpty() && now.isBefore(end)) {
      now = now.plusSeconds(1);
      goOnce();
    }
    return this;
  }

  /** The process ends after it opened an attempt; in a new one the log is read again. */
  void dieBeforeRecording(boolean sent) throws InterruptedException {
    Outbox out = new Outbox();
    if (!courier.prepare(lane, out)) {
      throw new IllegalStateException("nothing to send");
    }
    commit(out);
    if (sent) {
      Answer lost = courier.send(lane);
      assert lost != null;
    }
    courier = courier();
    readAgain();
  }

  /** The transaction that records fails, and the same process goes on with a new session. */
  void readAgain() {
    long from = lane.offset();
    lane = new Lane(from, Standing.read(committed.write()));
    log.stream().filter(item -> item.raw().offset() >= from).forEach(lane::add);
  }

  List<String> states() {
    return receipts.stream().map(receipt -> receipt.getState().name()).toList();
  }
}
