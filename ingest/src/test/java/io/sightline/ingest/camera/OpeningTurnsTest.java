package io.sightline.ingest.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sightline.avro.CameraHealth;
import io.sightline.avro.CameraState;
import io.sightline.ingest.camera.OpeningTurns.Turn;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OpeningTurnsTest {
  private final AtomicLong nanos = new AtomicLong();
  private final OpeningTurns turns = new OpeningTurns(2, nanos::get);

  @TempDir private Path folder;

  @Test
  void sourcesBeyondTheLimit_waitInTheOrderInWhichTheyCame() throws Exception {
    Turn first = turns.join();
    Turn second = turns.join();
    Turn third = turns.join();
    Turn fourth = turns.join();
    assertThat(before(first, second, third, fourth)).containsExactly(0, 0, 1, 2);
    first.await();
    second.close();
    assertThat(before(third, fourth)).containsExactly(0, 1);
    third.await();
    second.close();
    assertThat(before(fourth)).containsExactly(1);
    third.close();
    fourth.await();
  }

  @Test
  void sourceThatGivesUpWaiting_isLeftOut() {
    turns.join();
    turns.join();
    Turn gone = turns.join();
    Turn last = turns.join();
    gone.close();
    assertThat(before(last)).containsExactly(1);
  }

  @Test
  void sourcesThatDoNotAnswer_keepNobodyWaiting() throws Exception {
    turns.join();
    turns.join();
    Turn third = turns.join();
    nanos.addAndGet(OpeningTurns.LONGEST_NANOS - 1);
    turns.join();
    assertThat(before(third)).containsExactly(1);
    nanos.incrementAndGet();
    third.await();
  }

  @Test
  void cameraThatWaits_saysSoAndCanBeStopped() throws Exception {
    try (SessionBench bench = new SessionBench(folder)) {
      bench.opening = turns;
      turns.join();
      Turn other = turns.join();
      CompletableFuture<Boolean> opened = new CompletableFuture<>();
      CameraSession session =
          new CameraSession(
              bench.context(
                  (camera, address) -> {
                    opened.complete(true);
                    return new ScriptedSource("....");
                  }),
              bench.log,
              ending -> {});
      session.start();
      await()
          .untilAsserted(
              () ->
                  assertThat(bench.facts(CameraHealth.class))
                      .anySatisfy(
                          health -> {
                            assertThat(health.getState()).isEqualTo(CameraState.STARTING);
                            assertThat(health.getCause()).contains("1 cameras before it");
                          }));
      session.requestStop();
      session.awaitStop(10_000);
      other.close();
      assertThat(opened).isNotDone();
      assertThat(before(turns.join())).containsExactly(0);
    }
  }

  private static Integer[] before(Turn... all) {
    Integer[] before = new Integer[all.length];
    for (int i = 0; i < all.length; i++) {
      before[i] = all[i].before();
    }
    return before;
  }
}
