package io.sightline.clipstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sightline.clipstore.ClipStore.Deleted;
import io.sightline.clipstore.ClipStore.StagedObject;
import io.sightline.clipstore.ClipStore.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every clip store must do. */
abstract class ClipStoreContract {
  static final String PREFIX = "front/2026-01-31/front-c1/";
  static final String MEDIA = PREFIX + "clip.mp4";
  static final String FRAME = PREFIX + "frames/front-f1.jpg";
  static final String OTHER = "front/2026-01-31/front-c10/clip.mp4";

  /** An empty store; the same one for each call within a test. */
  abstract ClipStore store() throws Exception;

  /** A store of another process over the same media. */
  abstract ClipStore reopened() throws Exception;

  final String read(String key, long offset) throws Exception {
    try (InputStream in = store().open(key, offset)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  final StoredObject commit(String key, String text) throws Exception {
    try (StagedObject staged = store().stage(key)) {
      write(staged, text);
      return staged.commit();
    }
  }

  static void write(StagedBytes staged, String text) throws IOException {
    try (OutputStream out = staged.write()) {
      out.write(text.getBytes(UTF_8));
    }
  }

  /** How many bytes an object of a size takes. */
  long stored(long bytes) {
    return bytes;
  }

  @Test
  void committedObject_isThere() throws Exception {
    assertThat(commit(MEDIA, "moving pictures")).isEqualTo(new StoredObject(MEDIA, stored(15)));
    assertThat(store().size(MEDIA)).contains(15L);
    assertThat(read(MEDIA, 0)).isEqualTo("moving pictures");
    assertThat(read(MEDIA, 7)).isEqualTo("pictures");
    assertThat(store().leftStaged(MEDIA)).isEmpty();
    assertThat(store().check()).isEmpty();
  }

  @Test
  void objectNotCommitted_isNotThereAtAll() throws Exception {
    try (StagedObject staged = store().stage(MEDIA)) {
      write(staged, "half a pic");
      assertThat(store().size(MEDIA)).isEmpty();
      assertThat(store().list("")).isEmpty();
    }
    assertThat(store().leftStaged(MEDIA)).isEmpty();
    assertThat(store().size(MEDIA)).isEmpty();
  }

  @Test
  void fileLeftByADeadProcess_isTakenOverOrTruncated() throws Exception {
    StagedObject dead = store().stage(MEDIA);
    write(dead, "half a pic");
    ClipStore next = reopened();
    assertThat(next.leftStaged(MEDIA)).isPresent();
    try (SeekableByteChannel bytes = next.leftBytes(MEDIA).orElseThrow().read()) {
      assertThat(Channels.newInputStream(bytes)).hasContent("half a pic");
    }
    try (StagedObject again = next.stage(MEDIA)) {
      assertThat(again.path()).isEmptyFile();
    }
  }

  @Test
  void fileLeftByADeadProcess_canBeDiscarded() throws Exception {
    StagedObject dead = store().stage(MEDIA);
    write(dead, "half a pic");
    reopened().discardStaged(MEDIA);
    reopened().discardStaged(MEDIA);
    assertThat(reopened().leftStaged(MEDIA)).isEmpty();
  }

  @Test
  void secondCommitUnderAKey_replacesTheFirst() throws Exception {
    commit(MEDIA, "first");
    commit(MEDIA, "second");
    assertThat(read(MEDIA, 0)).isEqualTo("second");
  }

  @Test
  void put_isThereWhole() throws Exception {
    store().put(FRAME, "jpeg".getBytes(UTF_8));
    store().put(FRAME, "jpeg2".getBytes(UTF_8));
    assertThat(read(FRAME, 0)).isEqualTo("jpeg2");
    assertThat(store().check()).isEmpty();
  }

  @Test
  void missingObject_isToldAsMissing() throws Exception {
    assertThat(store().size(MEDIA)).isEqualTo(Optional.empty());
    assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> store().open(MEDIA, 0));
  }

  @Test
  void list_isSortedAndWithinThePrefix() throws Exception {
    commit(OTHER, "other");
    store().put(FRAME, new byte[3]);
    commit(MEDIA, "media");
    assertThat(store().list(PREFIX))
        .containsExactly(new StoredObject(MEDIA, stored(5)), new StoredObject(FRAME, stored(3)));
    assertThat(store().list("")).extracting(StoredObject::key).containsExactly(MEDIA, FRAME, OTHER);
    assertThat(store().list("back/")).isEmpty();
  }

  @Test
  void visit_tellsWhatAListDoes() throws Exception {
    commit(OTHER, "other");
    store().put(FRAME, new byte[3]);
    commit(MEDIA, "media");
    for (String prefix : List.of("", PREFIX, "back/")) {
      List<StoredObject> visited = new ArrayList<>();
      store().visit(prefix, visited::add);
      assertThat(visited).containsExactlyInAnyOrderElementsOf(store().list(prefix));
    }
    List<StoredObject> visited = new ArrayList<>();
    assertThat(store().check(visited::add)).isEmpty();
    assertThat(visited).containsExactlyInAnyOrderElementsOf(store().list(""));
  }

  @Test
  void delete_takesAllUnderThePrefixAndNothingElse() throws Exception {
    commit(MEDIA, "media");
    store().put(FRAME, new byte[3]);
    commit(OTHER, "other");
    assertThat(store().delete(PREFIX, Set.of())).isEqualTo(new Deleted(2, stored(5) + stored(3)));
    assertThat(store().list("")).extracting(StoredObject::key).containsExactly(OTHER);
    assertThat(store().check()).isEmpty();
  }

  @Test
  void deleteOfWhatIsGone_isNoError() throws Exception {
    commit(MEDIA, "media");
    assertThat(store().delete(PREFIX, Set.of())).isEqualTo(new Deleted(1, stored(5)));
    assertThat(store().delete(PREFIX, Set.of())).isEqualTo(new Deleted(0, 0));
    assertThat(store().check()).isEmpty();
  }

  @Test
  void deleteObject_takesOneAndNothingBesideIt() throws Exception {
    commit(MEDIA, "media");
    commit(MEDIA + "x", "other");
    store().put(FRAME, new byte[3]);
    assertThat(store().deleteObject(MEDIA)).isTrue();
    assertThat(store().deleteObject(MEDIA)).isFalse();
    assertThat(store().list("")).extracting(StoredObject::key).containsExactly(MEDIA + "x", FRAME);
    assertThat(store().deleteObject(MEDIA + "x")).isTrue();
    assertThat(store().deleteObject(FRAME)).isTrue();
    assertThat(store().list("")).isEmpty();
    assertThat(store().check()).as("no empty folders").isEmpty();
  }

  @Test
  void delete_leavesWhatIsToBeKept() throws Exception {
    commit(MEDIA, "media");
    store().put(FRAME, new byte[3]);
    store().put(PREFIX + "frames/front-f2.jpg", new byte[4]);
    Deleted deleted = store().delete(PREFIX + "frames/", Set.of(FRAME));
    assertThat(deleted).isEqualTo(new Deleted(1, stored(4)));
    assertThat(store().list(PREFIX)).extracting(StoredObject::key).containsExactly(MEDIA, FRAME);
    assertThat(store().check()).isEmpty();
  }

  @Test
  void deleteAll_takesTheObjectsThatAreNamedAndNoOthers() throws Exception {
    commit(MEDIA, "media");
    commit(OTHER, "other");
    store().put(FRAME, new byte[3]);
    Set<String> named = Set.of(MEDIA, OTHER, PREFIX + "frames/gone.jpg");
    assertThat(store().deleteAll(named)).isEqualTo(new Deleted(2, 2 * stored(5)));
    assertThat(store().deleteAll(named)).isEqualTo(new Deleted(0, 0));
    assertThat(store().list("")).extracting(StoredObject::key).containsExactly(FRAME);
    assertThat(store().check()).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> store().deleteAll(Set.of("../x")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/etc/passwd",
        "../x",
        "a/../b",
        "a//b",
        "a/",
        "a\\b",
        "a/.hidden",
        ".staged/x",
        "a b",
        "a/\u0000"
      })
  void keyThatLeadsElsewhere_isRefused(String key) throws Exception {
    ClipStore store = store();
    assertThatIllegalArgumentException().isThrownBy(() -> store.stage(key));
    assertThatIllegalArgumentException().isThrownBy(() -> store.put(key, new byte[1]));
    assertThatIllegalArgumentException().isThrownBy(() -> store.open(key, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> store.size(key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "front", "../", "front/../", ".staged/"})
  void prefixThatIsNoFolderOfMedia_isNotDeleted(String prefix) throws Exception {
    ClipStore store = store();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.delete(prefix, Set.of()))
        .withMessageContaining("'");
  }

  @Test
  void putsAndDeletesAtOnce_neitherFailNorLeaveAnythingOdd() throws Exception {
    ClipStore store = store();
    List<Callable<Object>> tasks = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String prefix = "front/2026-01-31/front-c" + i % 5 + "/";
      String key = prefix + "frames/front-f" + i + ".jpg";
      tasks.add(
          () -> {
            store.put(key, new byte[10]);
            return key;
          });
      tasks.add(() -> store.delete(prefix, Set.of()));
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (Future<Object> done : threads.invokeAll(tasks)) {
        assertThat(done.get()).isNotNull();
      }
    } finally {
      threads.shutdownNow();
    }
    for (int i = 0; i < 5; i++) {
      store.delete("front/2026-01-31/front-c" + i + "/", Set.of());
    }
    assertThat(store.list("")).isEmpty();
    assertThat(store.check()).isEmpty();
  }
}
