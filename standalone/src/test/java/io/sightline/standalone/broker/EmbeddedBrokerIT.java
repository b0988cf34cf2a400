package io.sightline.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sightline.runtime.Health;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
  @TempDir Path folder;

  @Test
  void restart_keepsRecords() throws Exception {
    try (EmbeddedBroker broker = started()) {
      assertThat(broker.health().state()).isEqualTo(Health.State.UP);
      Log log = new Log(broker.bootstrapServers(), "kept");
      log.create();
      log.write("a", "b");
    }
    try (EmbeddedBroker broker = started()) {
      assertThat(new Log(broker.bootstrapServers(), "kept").read()).containsExactly("a", "b");
    }
  }

  @Test
  void kill_keepsRecordsAndEndsOpenTransaction() throws Exception {
    try (BrokerProcess process = new BrokerProcess(folder)) {
      Log log = new Log(process.bootstrapServers(), "kept");
      log.create();
      log.write("a");
      leaveTransactionOpen(log);
    }
    try (EmbeddedBroker broker = started()) {
      Log log = new Log(broker.bootstrapServers(), "kept");
      log.write("c");
      await().atMost(Duration.ofSeconds(30)).until(() -> log.read().equals(List.of("a", "c")));
    }
  }

  private static void leaveTransactionOpen(Log log) throws Exception {
    var producer = log.producer(Map.of("transactional.id", "t", "transaction.timeout.ms", 2000));
    producer.initTransactions();
    producer.beginTransaction();
    producer.send(new ProducerRecord<>("kept", "b")).get();
    producer.close(Duration.ZERO);
  }

  @Test
  void portTaken_isRefusedBeforeAnythingStarts() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatThrownBy(
              () -> new EmbeddedBroker(new BrokerSettings(folder, "127.0.0.1", port)).start())
          .isInstanceOf(BrokerException.class)
          .hasMessageContaining("127.0.0.1:" + port)
          .hasMessageContaining("expected a free port");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void folderThatIsAFile_isRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() -> new EmbeddedBroker(BrokerSettings.local(file)).start())
        .isInstanceOf(BrokerException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("expected a folder to write in");
  }

  @Test
  void folderInUse_isRefusedAndTheOtherGoesOn() throws Exception {
    try (EmbeddedBroker first = started()) {
      assertThatThrownBy(this::started)
          .isInstanceOf(BrokerException.class)
          .hasMessageContaining(folder.toString())
          .hasMessageContaining("in use by another broker");
      Log log = new Log(first.bootstrapServers(), "alive");
      log.create();
      log.write("a");
      assertThat(log.read()).containsExactly("a");
    }
    try (EmbeddedBroker again = started()) {
      assertThat(again.health().state()).isEqualTo(Health.State.UP);
    }
  }

  @Test
  void folderOfAnotherNode_isRefusedAndReleased() throws Exception {
    Path marks = folder.resolve("meta.properties");
    Files.writeString(marks, "version=1\nnode.id=7\ncluster.id=x\n");
    assertThatThrownBy(this::started)
        .isInstanceOf(BrokerException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("7");
    Files.delete(marks);
    started().close();
  }

  private EmbeddedBroker started() throws Exception {
    EmbeddedBroker broker = new EmbeddedBroker(BrokerSettings.local(folder));
    broker.start();
    return broker;
  }
}
