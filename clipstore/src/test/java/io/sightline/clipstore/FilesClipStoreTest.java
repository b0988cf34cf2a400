package io.sightline.clipstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import io.sightline.clipstore.ClipStore.StagedObject;
import io.sightline.clipstore.ClipStore.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesClipStoreTest extends ClipStoreContract {
  @TempDir private Path folder;
  private Path root;
  private FilesClipStore store;

  @BeforeEach
  void open() throws IOException {
    root = folder.resolve("clips");
    store = new FilesClipStore(root);
  }

  @Override
  ClipStore store() {
    return store;
  }

  @Override
  ClipStore reopened() throws IOException {
    return new FilesClipStore(root);
  }

  @Test
  void storeForReading_readsAndMakesNothing() throws Exception {
    commit(MEDIA, "media");
    assertThat(FilesClipStore.forReading(root).size(MEDIA)).contains(5L);

    Path notThere = folder.resolve("not-there");
    assertThat(FilesClipStore.forReading(notThere).size(MEDIA)).isEmpty();
    assertThat(FilesClipStore.forReading(notThere).check()).isEmpty();
    assertThat(notThere).doesNotExist();
  }

  @Test
  void delete_takesEmptyFoldersToo() throws Exception {
    commit(MEDIA, "media");
    Files.createDirectories(root.resolve(PREFIX).resolve("frames"));
    store.delete(PREFIX, Set.of());
    assertThat(root).isDirectoryNotContaining(path -> path.endsWith("front"));
  }

  @Test
  void check_listsWhatBreaksTheLayout() throws Exception {
    store.put(MEDIA, new byte[0]);
    store.put("front/2026-01-31/notes.txt", new byte[1]);
    Files.createDirectories(root.resolve("back/2026-01-31"));
    StagedObject left = store.stage(OTHER);
    Files.setLastModifiedTime(left.path(), FileTime.from(Instant.EPOCH));
    assertThat(store.check())
        .extracting(Violation::key, Violation::problem)
        .containsExactly(
            tuple(
                ".staged/front+2026-01-31+front-c10+clip.mp4",
                "left staged by a process that died"),
            tuple("back/2026-01-31/", "empty folder"),
            tuple(MEDIA, "no bytes"),
            tuple(
                "front/2026-01-31/notes.txt",
                "outside the layout; expected <camera>/<day>/<clip>/clip.mp4, clip.mkv or"
                    + " frames/<frame>.jpg, or <camera>/<day>/recordings/<hour>/<piece>.mp4 or"
                    + " .mkv"));
  }

  @Test
  void stagedFileOfThisProcess_isNoViolation() throws Exception {
    try (StagedObject staged = store.stage(MEDIA)) {
      assertThat(staged.path()).exists();
      assertThat(store.check()).isEmpty();
    }
  }

  @Test
  void secondCommitOfTheSameStagedObject_isRefused() throws Exception {
    try (StagedObject staged = store.stage(MEDIA)) {
      staged.commit();
      assertThatIllegalStateException().isThrownBy(staged::commit).withMessageContaining(MEDIA);
    }
  }

  @Test
  void rootThatIsAFile_isRefusedWithItsPath() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThatExceptionOfType(StoreNotWritableException.class)
        .isThrownBy(() -> new FilesClipStore(file))
        .withMessageContaining(file.toString())
        .withMessageContaining("expected a folder this user may write");
  }

  @Test
  void readOnlyRoot_isRefusedWithItsPath() throws Exception {
    Path readOnly = Files.createDirectory(folder.resolve("sealed"));
    Assumptions.assumeTrue(
        readOnly.toFile().setWritable(false) && !Files.isWritable(readOnly),
        "skipped: this user may write everywhere (root)");
    assertThatExceptionOfType(StoreNotWritableException.class)
        .isThrownBy(() -> new FilesClipStore(readOnly.resolve("clips")))
        .withMessageContaining("sealed");
  }

  @Test
  void freeBytes_areKnown() {
    assertThat(store.freeBytes()).isPositive();
    assertThat(store.space().totalBytes()).isGreaterThan(store.space().freeBytes());
    assertThat(store.space().freeBytes()).isPositive();
  }

  @Test
  void layout_isWithinWhatCheckAccepts() throws Exception {
    String prefix = ClipLayout.prefix("front", "front-c1", Instant.parse("2026-01-31T23:59:59Z"));
    assertThat(prefix).isEqualTo(PREFIX);
    store.put(ClipLayout.media(prefix, "mkv"), new byte[1]);
    store.put(ClipLayout.frame(prefix, "front-f1"), new byte[1]);
    assertThat(store.check()).isEmpty();
  }
}
