package io.sightline.standalone.soak;

import io.sightline.runtime.KafkaSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionState;

/** Whether the broker has a transaction open right now. */
final class OpenTransactions implements AutoCloseable {
  private static final ListTransactionsOptions ONGOING =
      new ListTransactionsOptions()
          .filterStates(Set.of(TransactionState.ONGOING))
          .timeoutMs((int) Duration.ofSeconds(2).toMillis());

  private final Admin admin;

  OpenTransactions(KafkaSettings kafka) {
    this.admin = Admin.create(kafka.admin("soak-transactions"));
  }

  boolean any() throws IOException {
    try {
      return !admin.listTransactions(ONGOING).all().get().isEmpty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while listing transactions", e);
    } catch (ExecutionException e) {
      throw new IOException("cannot list transactions: " + e.getCause(), e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
