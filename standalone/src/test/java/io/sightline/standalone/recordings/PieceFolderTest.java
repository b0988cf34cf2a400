package io.sightline.standalone.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.sightline.avro.Recording;
import io.sightline.avro.RecordingKind;
import io.sightline.clipstore.ClipStore.StagedObject;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.ingest.clip.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PieceFolderTest {
  private static final String KEY = "front/2026-11-22/recordings/12/front-r1.mp4";
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir private Path folder;
  private FilesClipStore store;

  @BeforeEach
  void storeAPiece() throws Exception {
    store = new FilesClipStore(folder.resolve("clips"));
    StagedObject staged = store.stage(KEY);
    Files.writeString(staged.path(), "video");
    staged.commit();
  }

  private static Recording piece(String key, String sha256) {
    return Recording.newBuilder()
        .setRecordId("front-r1")
        .setCamera("front")
        .setKind(RecordingKind.PIECE)
        .setKey(key)
        .setSha256(sha256)
        .setContainer("mp4")
        .setCapturedAt(NOON)
        .setEndedAt(NOON.plusMillis(59_500))
        .build();
  }

  private String sha256() throws IOException {
    return Digests.sha256(folder.resolve("clips").resolve(KEY));
  }

  @Test
  void piece_isCopied_andListedWithItsLength() throws Exception {
    Path out = folder.resolve("out");
    PieceFolder pieces = new PieceFolder(out);
    pieces.add(piece(KEY, sha256()), store);
    pieces.finish();
    assertThat(out.resolve("front-r1.mp4")).hasContent("video");
    assertThat(out.resolve(PieceFolder.LIST))
        .hasContent("ffconcat version 1.0\nfile front-r1.mp4\nduration 59.500000");
  }

  @Test
  void pieceThatWasChanged_isRefusedWithBothDigests_andNoFileIsLeft() throws Exception {
    Path out = folder.resolve("out");
    PieceFolder pieces = new PieceFolder(out);
    assertThatIOException()
        .isThrownBy(() -> pieces.add(piece(KEY, "00ff"), store))
        .withMessageContainingAll(KEY, sha256(), "expected 00ff");
    assertThat(out).isEmptyDirectory();
  }

  @Test
  void pieceThatIsGone_isSaidToBe() throws Exception {
    PieceFolder pieces = new PieceFolder(folder.resolve("out"));
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> pieces.add(piece("front/2026-11-22/recordings/11/x.mp4", ""), store));
  }

  @Test
  void folderThatHoldsSomething_isLeftAlone() {
    assertThatIOException()
        .isThrownBy(() -> new PieceFolder(folder))
        .withMessageContaining("expected one that is empty");
  }
}
