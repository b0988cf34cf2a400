package io.sightline.alerting.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.alerting.core.CameraLog;
import io.sightline.alerting.delivery.Lane.Item;
import io.sightline.alerting.delivery.message.Answer;
import io.sightline.alerting.delivery.message.Channel;
import io.sightline.alerting.delivery.message.Message;
import io.sightline.avro.Alert;
import io.sightline.runtime.LinksConfig;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class DeliverySessionTest {
  private static final Alert ALERT = CameraLog.visit().alerts.get(0);
  private static final TopicPartition FIRST = new TopicPartition("alerts", 0);
  private static final TopicPartition SECOND = new TopicPartition("alerts", 1);
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final Deque<Answer> answers = new ArrayDeque<>();

  /** What was sent, and how the first partition stood by then. */
  private final List<String> sent = new ArrayList<>();

  private final List<OffsetAndMetadata> standings = new ArrayList<>();

  private DeliverySession session(String more) throws Exception {
    ChannelConfig config = Round.parse("{name: pager, type: log" + more + "}");
    Channel channel =
        (Message message) -> {
          sent.add(message.alert().getAlertId());
          standings.add(committed(FIRST));
          Answer answer = answers.poll();
          return answer == null ? Answer.delivered("ok") : answer;
        };
    Clock clock = Clock.fixed(ALERT.getCapturedAt(), ZoneOffset.UTC);
    Receipts receipts = new Receipts("pager", "test", new SimpleMeterRegistry());
    Courier courier =
        new Courier(
            config, channel, DeliveryServices.wording(config, LinksConfig.OFF), clock, receipts);
    producer.initTransactions();
    DeliverySession session =
        new DeliverySession(consumer, producer, courier, new Plain(), () -> false);
    session.subscribe("alerts");
    return session;
  }

  private void assign() {
    consumer.rebalance(List.of(FIRST, SECOND));
    consumer.updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L));
  }

  /** The key is the alert's id; receipts are their states. */
  private static final class Plain implements DeliverySession.Records {
    @Override
    public Item read(ConsumerRecord<byte[], byte[]> raw) {
      String id = new String(raw.key(), StandardCharsets.UTF_8);
      return new Item(raw, Alert.newBuilder(ALERT).setAlertId(id).build(), null);
    }

    @Override
    public List<ProducerRecord<byte[], byte[]>> write(Outbox out) {
      List<ProducerRecord<byte[], byte[]>> written = new ArrayList<>();
      out.receipts.forEach(
          receipt -> written.add(record(receipt.notification().getState().name())));
      out.letters.forEach(letter -> written.add(record("letter")));
      return written;
    }

    private static ProducerRecord<byte[], byte[]> record(String text) {
      return new ProducerRecord<>("out", text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void add(TopicPartition partition, long offset, String alert) {
    byte[] key = alert.getBytes(StandardCharsets.UTF_8);
    consumer.addRecord(
        new ConsumerRecord<>(partition.topic(), partition.partition(), offset, key, key));
  }

  private OffsetAndMetadata committed(TopicPartition partition) {
    OffsetAndMetadata last = null;
    for (var groups : producer.consumerGroupOffsetsHistory()) {
      for (var offsets : groups.values()) {
        last = offsets.getOrDefault(partition, last);
      }
    }
    return last;
  }

  private List<String> written() {
    return producer.history().stream()
        .map(record -> new String(record.value(), StandardCharsets.UTF_8))
        .toList();
  }

  @Test
  void attempt_isCommittedAsOpenBeforeItIsMade() throws Exception {
    DeliverySession session = session("");
    assign();
    add(FIRST, 0, "a0");
    add(FIRST, 1, "a1");

    session.runOnce();

    assertThat(sent).containsExactly("a0", "a1");
    assertThat(standings).extracting(OffsetAndMetadata::offset).containsExactly(0L, 1L);
    assertThat(standings)
        .allSatisfy(at -> assertThat(Standing.read(at.metadata()).isOpen()).isTrue());
    assertThat(committed(FIRST).offset()).isEqualTo(2);
    assertThat(committed(FIRST).metadata()).isEmpty();
    assertThat(written()).containsExactly("DELIVERED", "DELIVERED");
    // Opening the first; the first's receipt and opening the second; the second's receipt.
    assertThat(producer.commitCount()).isEqualTo(3);
  }

  @Test
  void revisionThatWaits_pausesItsPartitionAndNoOther() throws Exception {
    DeliverySession session = session("");
    assign();
    answers.add(Answer.tryAgain("HTTP 500"));
    add(FIRST, 0, "a0");

    session.runOnce();
    add(FIRST, 1, "a1");
    add(SECOND, 0, "b0");
    session.runOnce();

    assertThat(sent).containsExactly("a0", "b0");
    assertThat(consumer.paused()).contains(FIRST);
    assertThat(committed(FIRST).offset()).isZero();
    assertThat(Standing.read(committed(FIRST).metadata())).isEqualTo(new Standing(1, 1, ""));
    assertThat(committed(SECOND).offset()).isEqualTo(1);
  }

  @Test
  void takenOverWithAnOpenAttempt_doesAsTheChannelSays() throws Exception {
    DeliverySession session = session(", on_unknown: drop");
    consumer.rebalance(List.of(FIRST));
    consumer.commitSync(
        Map.of(FIRST, new OffsetAndMetadata(0, new Standing(1, 0, "other").write())));
    consumer.rebalance(List.of());
    assign();
    add(FIRST, 0, "a0");
    add(FIRST, 1, "a1");

    session.runOnce();

    assertThat(sent).containsExactly("a1");
    assertThat(written()).containsExactly("DROPPED", "DELIVERED");
  }

  @Test
  void partitionThatIsLost_isLeftToOthers() throws Exception {
    DeliverySession session = session("");
    assign();
    answers.add(Answer.tryAgain("HTTP 500"));
    add(FIRST, 0, "a0");
    session.runOnce();

    consumer.rebalance(List.of(SECOND));
    session.runOnce();

    assertThat(session.status()).isEqualTo("partitions [1]");
    assertThat(sent).containsExactly("a0");
  }

  @Test
  void fenced_sendsNothing() throws Exception {
    DeliverySession session = session("");
    assign();
    add(FIRST, 0, "a0");
    producer.fenceProducer();

    assertThatThrownBy(session::runOnce).isInstanceOf(ProducerFencedException.class);

    assertThat(sent).isEmpty();
  }
}
