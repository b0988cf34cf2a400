package io.sightline.clipstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sightline.clipstore.ClipStore.StagedObject;
import io.sightline.clipstore.crypt.EncryptedClipStore;
import io.sightline.clipstore.crypt.KeyDestroyedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptedFilesTest extends ClipStoreContract {
  private static final int OVERHEAD = 8 + 40 + 16;
  private final MemoryDataKeys keys = new MemoryDataKeys();
  @TempDir private Path folder;
  private FilesClipStore files;
  private EncryptedClipStore store;

  @BeforeEach
  void open() throws IOException {
    files = new FilesClipStore(folder);
    store = new EncryptedClipStore(files, keys);
  }

  @Override
  ClipStore store() {
    return store;
  }

  @Override
  ClipStore reopened() throws IOException {
    return new EncryptedClipStore(new FilesClipStore(folder), keys);
  }

  @Override
  long stored(long bytes) {
    return bytes + OVERHEAD;
  }

  private byte[] put(String key, int bytes) throws IOException {
    byte[] content = new byte[bytes];
    new Random(bytes).nextBytes(content);
    try (StagedObject staged = store.stage(key)) {
      try (OutputStream out = staged.write()) {
        out.write(content);
      }
      assertThat(staged.commit().bytes()).isEqualTo(Files.size(folder.resolve(key)));
    }
    return content;
  }

  @Test
  void longObject_isReadFromAnyPlace() throws Exception {
    for (int bytes : new int[] {0, 1, 4031, 4032, 4033, 8112, 8113, 100_000}) {
      byte[] content = put(MEDIA, bytes);
      assertThat(store.size(MEDIA)).as("%d bytes", bytes).contains((long) bytes);
      for (int from : new int[] {0, bytes / 3, bytes / 2, Math.max(0, bytes - 1), bytes}) {
        try (InputStream in = store.open(MEDIA, from)) {
          assertThat(in.readAllBytes())
              .as("%d bytes from %d", bytes, from)
              .isEqualTo(Arrays.copyOfRange(content, from, bytes));
        }
      }
    }
  }

  @Test
  void everyChangedByte_isRefused() throws Exception {
    put(MEDIA, 9000);
    byte[] stored = Files.readAllBytes(folder.resolve(MEDIA));
    for (int at = 0; at < stored.length; at += at < 80 ? 1 : 97) {
      byte[] changed = stored.clone();
      changed[at] ^= 4;
      Files.write(folder.resolve(MEDIA), changed);
      assertThatExceptionOfType(IOException.class)
          .as("byte %d", at)
          .isThrownBy(() -> readAll(MEDIA));
    }
  }

  private byte[] readAll(String key) throws IOException {
    try (InputStream in = store.open(key, 0)) {
      return in.readAllBytes();
    }
  }

  @Test
  void cutOffObject_isRefusedAndNamed() throws Exception {
    put(MEDIA, 9000);
    byte[] stored = Files.readAllBytes(folder.resolve(MEDIA));
    for (int length : new int[] {8, 47, 48, 100, 4096, 8192, stored.length - 1}) {
      Files.write(folder.resolve(MEDIA), Arrays.copyOf(stored, length));
      assertThatExceptionOfType(IOException.class)
          .as("%d bytes", length)
          .isThrownBy(() -> readAll(MEDIA))
          .withMessageContaining(MEDIA)
          .withMessageContaining("cut off");
    }
  }

  @Test
  void objectMovedElsewhere_isRefused() throws Exception {
    store.put(FRAME, "jpeg".getBytes(UTF_8));
    String other = PREFIX + "frames/front-f2.jpg";
    Files.copy(folder.resolve(FRAME), folder.resolve(other));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> readAll(other))
        .withMessageContaining("moved here from elsewhere");
  }

  @Test
  void plainObjectFromBefore_isReadAsItIs() throws Exception {
    files.put(FRAME, "jpeg".getBytes(UTF_8));
    assertThat(read(FRAME, 0)).isEqualTo("jpeg");
    assertThat(store.size(FRAME)).contains(4L);
    store.put(PREFIX + "frames/front-f2.jpg", new byte[3]);
    assertThat(read(FRAME, 1)).as("beside encrypted ones").isEqualTo("peg");
  }

  @Test
  void plainObjectPutInAnEncryptedClip_isRefused() throws Exception {
    store.put(FRAME, "jpeg".getBytes(UTF_8));
    files.put(FRAME, "fake".getBytes(UTF_8));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> readAll(FRAME))
        .withMessageContaining("not encrypted");
  }

  @Test
  void destroyedKey_takesEveryCopyWithIt() throws Exception {
    byte[] content = put(MEDIA, 5000);
    byte[] backup = Files.readAllBytes(folder.resolve(MEDIA));
    assertThat(readAll(MEDIA)).isEqualTo(content);
    keys.destroy(PREFIX);
    Files.write(folder.resolve(MEDIA), backup);
    assertThatExceptionOfType(KeyDestroyedException.class)
        .isThrownBy(() -> readAll(MEDIA))
        .withMessageContaining("destroyed");
  }

  @Test
  void stagedFileThatBrokeOff_opensUpToItsLastWholeSegment() throws Exception {
    byte[] content = new byte[20_000];
    new Random(3).nextBytes(content);
    StagedObject dead = store.stage(MEDIA);
    try (OutputStream out = dead.write()) {
      out.write(content);
    }
    byte[] whole = Files.readAllBytes(dead.path());
    for (int length = 0; length <= whole.length; length += 41) {
      Files.write(dead.path(), Arrays.copyOf(whole, length));
      if (length < 8) {
        continue;
      }
      int segments = length / 4096;
      byte[] saved;
      try (var bytes = store.leftBytes(MEDIA).orElseThrow().read()) {
        saved = Channels.newInputStream(bytes).readAllBytes();
      }
      int expected = segments == 0 ? 0 : segments * 4080 - 48;
      assertThat(saved).as("%d bytes", length).isEqualTo(Arrays.copyOf(content, expected));
    }
  }

  @Test
  void whatIsStaged_isNeverPlain() throws Exception {
    StagedObject staged = store.stage(MEDIA);
    assertThat(staged.isSealed()).isTrue();
    write(staged, "moving pictures");
    assertThat(Files.readString(staged.path(), StandardCharsets.ISO_8859_1))
        .doesNotContain("moving");
    Files.writeString(staged.path(), "moving pictures");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(staged::commit)
        .withMessageContaining("unencrypted");
  }
}
