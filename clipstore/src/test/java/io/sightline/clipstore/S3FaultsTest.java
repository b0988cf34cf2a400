package io.sightline.clipstore;

import static io.sightline.clipstore.ClipStoreContract.FRAME;
import static io.sightline.clipstore.ClipStoreContract.MEDIA;
import static io.sightline.clipstore.ClipStoreContract.PREFIX;
import static io.sightline.clipstore.FaultyWay.answer;
import static io.sightline.clipstore.FaultyWay.listing;
import static io.sightline.clipstore.FaultyWay.method;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sightline.clipstore.ClipStore.StagedObject;
import io.sightline.clipstore.ClipStore.StoredObject;
import io.sightline.clipstore.s3.S3Bucket;
import io.sightline.clipstore.s3.S3Failure;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What networks and servers do that should not be. */
class S3FaultsTest {
  private static final String SLOW_DOWN = "<Error><Code>SlowDown</Code></Error>";
  private static S3Server server;

  @TempDir private Path staging;
  private FaultyWay way;
  private S3ClipStore store;

  @BeforeAll
  static void start() throws Exception {
    server = S3Server.startOpen();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void open() throws Exception {
    server.newBucket();
    way = new FaultyWay(server.endpoint());
    store = S3ClipStore.of(S3Bucket.open(server.settingsVia(way.address())), staging);
  }

  @AfterEach
  void close() {
    store.close();
    way.close();
  }

  private void commit(String text) throws Exception {
    try (StagedObject staged = store.stage(MEDIA)) {
      Files.writeString(staged.path(), text);
      staged.commit();
    }
  }

  private String read() throws Exception {
    try (InputStream in = store.open(MEDIA, 0)) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  @Test
  void lockedObject_isNamedWithTheReasonAndTheOthersAreDeleted() throws Exception {
    ObjectLock lock = ObjectLock.on(way);
    commit("media");
    store.put(FRAME, new byte[3]);
    lock.lock(MEDIA);
    assertThatExceptionOfType(S3Failure.class)
        .isThrownBy(() -> store.delete(PREFIX, Set.of()))
        .withMessageContaining("delete '" + MEDIA + "': AccessDenied " + ObjectLock.REASON)
        .withMessageContaining("1 of 2 objects were refused");
    assertThat(store.list("")).extracting(StoredObject::key).containsExactly(MEDIA);
    assertThat(read()).isEqualTo("media");
    lock.end();
    assertThat(store.delete(PREFIX, Set.of()).objects()).isEqualTo(1);
    assertThat(store.list("")).isEmpty();
  }

  @Test
  void lockedObjectAmongNamedOnes_stopsNoOther() throws Exception {
    ObjectLock lock = ObjectLock.on(way);
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      keys.add("front/2026-01-31/recordings/12/front-r" + i + ".mp4");
      store.put(keys.get(i), new byte[1]);
    }
    lock.lock(keys.get(1));
    lock.lock(keys.get(3));
    assertThatExceptionOfType(S3Failure.class)
        .isThrownBy(() -> store.deleteAll(new LinkedHashSet<>(keys)))
        .withMessageContaining(keys.get(1))
        .withMessageContaining("AccessDenied")
        .withMessageContaining("2 of 5");
    assertThat(store.list(""))
        .extracting(StoredObject::key)
        .containsExactly(keys.get(1), keys.get(3));
    assertThatExceptionOfType(S3Failure.class).isThrownBy(() -> store.deleteObject(keys.get(3)));
    lock.end();
    assertThat(store.deleteAll(Set.copyOf(keys)).objects()).isEqualTo(2);
  }

  @Test
  void lockedObjectInTheFirstOfManyRequests_stopsNoneOfTheOthers() throws Exception {
    ObjectLock lock = ObjectLock.on(way);
    for (int i = 0; i < 1100; i++) {
      store.put(PREFIX + "frames/front-f%04d.jpg".formatted(i), new byte[1]);
    }
    String first = PREFIX + "frames/front-f0000.jpg";
    lock.lock(first);
    assertThatExceptionOfType(S3Failure.class)
        .isThrownBy(() -> store.delete(PREFIX, Set.of()))
        .withMessageContaining("1 of 1100 objects were refused");
    assertThat(store.list("")).extracting(StoredObject::key).containsExactly(first);
  }

  @Test
  void serverThatIsBusyForAMoment_isAskedAgain() throws Exception {
    way.once(method("PUT"), answer(503, SLOW_DOWN));
    way.once(method("PUT"), answer(503, SLOW_DOWN));
    commit("media");
    assertThat(read()).isEqualTo("media");
  }

  @Test
  void serverThatStaysBusy_isToldAndTheFileIsKeptForAnotherTry() throws Exception {
    for (int i = 0; i < 3; i++) {
      way.once(method("PUT"), answer(503, SLOW_DOWN));
    }
    try (StagedObject staged = store.stage(MEDIA)) {
      Files.writeString(staged.path(), "media");
      assertThatExceptionOfType(S3Failure.class)
          .isThrownBy(staged::commit)
          .withMessageContaining("503 SlowDown")
          .withMessageContaining(MEDIA);
      assertThat(store.size(MEDIA)).isEmpty();
      staged.commit();
    }
    assertThat(read()).isEqualTo("media");
  }

  @Test
  void serverThatDoesNotAnswer_isAskedAgain() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    way.once(method("PUT"), (exchange, onward) -> over.await(30, TimeUnit.SECONDS));
    commit("media");
    over.countDown();
    assertThat(read()).isEqualTo("media");
  }

  @Test
  void answerThatIsLost_doesNotTurnTheUploadIntoAFailure() throws Exception {
    way.once(
        method("PUT"),
        (exchange, onward) -> {
          assertThat(onward.send().statusCode()).isEqualTo(200);
          exchange.close();
        });
    commit("media");
    assertThat(read()).isEqualTo("media");
  }

  @Test
  void connectionCutWhileReading_isNoEndOfTheClip() throws Exception {
    commit("moving pictures");
    way.once(
        method("GET"),
        (exchange, onward) -> {
          HttpResponse<byte[]> whole = onward.send();
          exchange.sendResponseHeaders(200, whole.body().length);
          exchange.getResponseBody().write(whole.body(), 0, 6);
          exchange.getResponseBody().flush();
        });
    assertThatExceptionOfType(S3Failure.class)
        .isThrownBy(this::read)
        .withMessageContaining("after 6 of 15 bytes");
  }

  @Test
  void deleteThatAnswersButDidNot_isFound() throws Exception {
    commit("media");
    way.once(method("POST"), answer(200, "<DeleteResult/>"));
    assertThatExceptionOfType(S3Failure.class)
        .isThrownBy(() -> store.delete(PREFIX, Set.of()))
        .withMessageContaining("says it is deleted, and still has it")
        .withMessageContaining(MEDIA);
    assertThat(store.delete(PREFIX, Set.of()).objects()).isEqualTo(1);
  }

  @Test
  void deleteThatIsRefused_namesTheObjectAndTheReason() throws Exception {
    commit("media");
    way.once(
        method("POST"),
        answer(
            200,
            "<DeleteResult><Error><Key>sightline/%s</Key><Code>AccessDenied</Code>".formatted(MEDIA)
                + "<Message>locked until 2030</Message></Error></DeleteResult>"));
    assertThatExceptionOfType(S3Failure.class)
        .isThrownBy(() -> store.delete(PREFIX, Set.of()))
        .withMessageContaining("AccessDenied locked until 2030; 1 of 1 objects were refused")
        .withMessageContaining(MEDIA);
  }

  @Test
  void listingThatLags_doesNotMakeADeletionFail() throws Exception {
    commit("media");
    store.put(FRAME, new byte[2]);
    byte[][] old = new byte[1][];
    way.once(
        listing(),
        (exchange, onward) -> {
          old[0] = onward.send().body();
          FaultyWay.reply(exchange, 200, old[0]);
        });
    assertThat(store.list(PREFIX)).hasSize(2);
    store.delete(PREFIX, Set.of());
    way.once(listing(), (exchange, onward) -> FaultyWay.reply(exchange, 200, old[0]));
    store.delete(PREFIX, Set.of());
    assertThat(store.list(PREFIX)).isEmpty();
  }

  @Test
  void partThatFails_leavesNoUnfinishedUploadBehind() throws Exception {
    for (int i = 0; i < 3; i++) {
      way.once(
          method("PUT").and(e -> e.getRequestURI().toString().contains("partNumber=2")),
          answer(503, SLOW_DOWN));
    }
    try (StagedObject staged = store.stage(MEDIA)) {
      Files.write(staged.path(), new byte[11 << 20]);
      assertThatExceptionOfType(S3Failure.class)
          .isThrownBy(staged::commit)
          .withMessageContaining("upload part 2");
    }
    assertThat(store.size(MEDIA)).isEmpty();
    assertThat(store.check()).isEmpty();
  }
}
