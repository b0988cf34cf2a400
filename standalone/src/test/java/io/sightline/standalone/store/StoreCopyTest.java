package io.sightline.standalone.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.sightline.clipstore.ClipStore.StoredObject;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.clipstore.crypt.DataKey;
import io.sightline.clipstore.crypt.DataKeys;
import io.sightline.clipstore.crypt.EncryptedClipStore;
import io.sightline.standalone.store.StoreCopy.Result;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCopyTest {
  private static final String FIRST = "front/2026-01-31/front-c1/clip.mp4";
  private static final String SECOND = "front/2026-01-31/front-c2/clip.mp4";

  @TempDir private Path folder;
  private FilesClipStore from;
  private FilesClipStore to;

  @BeforeEach
  void open() throws IOException {
    from = new FilesClipStore(folder.resolve("from"));
    to = new FilesClipStore(folder.resolve("to"));
    from.put(FIRST, new byte[100]);
    from.put(SECOND, new byte[200]);
  }

  private Result copy() throws IOException {
    return new StoreCopy(from, to).run(from.list(""), object -> {});
  }

  @Test
  void everything_arrivesAndIsTold() throws Exception {
    List<StoredObject> told = new ArrayList<>();
    Result result = new StoreCopy(from, to).run(from.list(""), told::add);
    assertThat(result).isEqualTo(new Result(2, 0, 0, 300));
    assertThat(to.list("")).isEqualTo(from.list("")).isEqualTo(told);
    assertThat(to.check()).isEmpty();
  }

  @Test
  void secondCopy_sendsNothing() throws Exception {
    copy();
    assertThat(copy()).isEqualTo(new Result(0, 2, 0, 0));
  }

  @Test
  void objectOfTheSameSizeWithOtherBytes_isSentAgain() throws Exception {
    copy();
    byte[] other = new byte[100];
    other[50] = 1;
    to.put(FIRST, other);
    assertThat(copy()).isEqualTo(new Result(1, 1, 0, 100));
    assertThat(Files.readAllBytes(folder.resolve("to").resolve(FIRST))).isEqualTo(new byte[100]);
  }

  @Test
  void objectThatIsDeletedMeanwhile_isSkipped() throws Exception {
    List<StoredObject> listed = from.list("");
    from.delete("front/2026-01-31/front-c1/", Set.of());
    Result result = new StoreCopy(from, to).run(listed, object -> {});
    assertThat(result).isEqualTo(new Result(1, 0, 1, 200));
    assertThat(to.list("")).extracting(StoredObject::key).containsExactly(SECOND);
  }

  @Test
  void encryptedMedia_arrivesAsItIsStoredWithoutKeys_andGoesOnWhereItWas() throws Exception {
    DataKeys key = DataKeys.always(DataKey.random(true));
    new EncryptedClipStore(from, key).put(FIRST, "moving".getBytes(UTF_8));
    new EncryptedClipStore(from, key).put(SECOND, "pictures".getBytes(UTF_8));
    Result broken = new StoreCopy(from, to).run(from.list("").subList(0, 1), object -> {});
    assertThat(broken.copied()).isEqualTo(1);
    Result rest = copy();
    assertThat(rest.copied()).isEqualTo(1);
    assertThat(rest.alreadyThere()).isEqualTo(1);
    assertThat(Files.readAllBytes(folder.resolve("to").resolve(FIRST)))
        .isEqualTo(Files.readAllBytes(folder.resolve("from").resolve(FIRST)));
    try (InputStream in = new EncryptedClipStore(to, key).open(FIRST, 0)) {
      assertThat(in).hasContent("moving");
    }
  }

  @Test
  void targetThatKeepsOtherBytes_endsTheCopy() throws Exception {
    FilesClipStore elsewhere = new FilesClipStore(folder.resolve("elsewhere"));
    elsewhere.put(FIRST, new byte[3]);
    elsewhere.put(SECOND, new byte[3]);
    assertThatIOException()
        .isThrownBy(
            () ->
                new StoreCopy(from, new ForgetfulStore(to, elsewhere))
                    .run(from.list(""), object -> {}))
        .withMessageContaining(FIRST)
        .withMessageContaining("other bytes than were sent");
  }
}
