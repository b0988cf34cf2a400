package io.sightline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ProcessRunnerTest {
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final FakeService first = new FakeService("first", events);
  private final FakeService second = new FakeService("second", events);

  @Test
  void stopped_closesInReverseAndIsDone() {
    ProcessRunner runner = new ProcessRunner(List.of(first, second));
    CompletableFuture<Integer> code = CompletableFuture.supplyAsync(runner::run);
    Awaitility.await().until(() -> events.size() == 2);
    runner.stop();
    assertThat(code.join()).isEqualTo(ProcessRunner.DONE);
    assertThat(events)
        .containsExactly("start first", "start second", "close second", "close first");
  }

  @Test
  void serviceThatCannotStart_failsTheProcessAndClosesTheOthers() {
    FakeService broken = new FakeService("broken", events, new IOException("port taken"));
    assertThat(new ProcessRunner(List.of(first, broken, second)).run())
        .isEqualTo(ProcessRunner.FAILED);
    assertThat(events)
        .containsExactly("start first", "start broken", "close broken", "close first");
  }

  @Test
  void serviceThatGoesDown_failsTheProcess() {
    second.health = Health.down("fenced");
    assertThat(new ProcessRunner(List.of(first, second)).run()).isEqualTo(ProcessRunner.FAILED);
    assertThat(events).endsWith("close second", "close first");
  }

  @Test
  void degradedService_keepsTheProcess() {
    second.health = Health.degraded("registry away");
    ProcessRunner runner = new ProcessRunner(List.of(second));
    CompletableFuture<Integer> code = CompletableFuture.supplyAsync(runner::run);
    Awaitility.await().until(() -> events.contains("start second"));
    assertThat(code).isNotDone();
    runner.stop();
    assertThat(code.join()).isEqualTo(ProcessRunner.DONE);
  }

  @Test
  void stoppedWhileOneWaitsInItsStart_endsAndStartsNoMore() {
    CountDownLatch told = new CountDownLatch(1);
    Service waiting =
        new Service() {
          @Override
          public String name() {
            return "waiting";
          }

          @Override
          public void start() throws InterruptedException {
            events.add("start waiting");
            told.await();
          }

          @Override
          public void stopping() {
            told.countDown();
          }

          @Override
          public Health health() {
            return Health.starting("");
          }

          @Override
          public void close() {}
        };
    ProcessRunner runner = new ProcessRunner(List.of(waiting, second));
    CompletableFuture<Integer> code = CompletableFuture.supplyAsync(runner::run);
    Awaitility.await().until(() -> events.contains("start waiting"));
    runner.stop();
    assertThat(code.join()).isEqualTo(ProcessRunner.DONE);
    assertThat(events).doesNotContain("start second");
  }

  @Test
  void stoppedBeforeTheStart_startsNothing() {
    ProcessRunner runner = new ProcessRunner(List.of(first));
    runner.stop();
    assertThat(runner.run()).isEqualTo(ProcessRunner.DONE);
    assertThat(events).isEmpty();
  }
}
