package io.sightline.standalone.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.detect.ModelCatalogue.Entry;
import io.sightline.standalone.models.ModelFolder.State;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelFolderTest {
  private static final int SIZE = 300_000;

  @TempDir Path folder;

  private final byte[] file = new byte[SIZE];
  private final AtomicLong told = new AtomicLong();
  private String digest = "";
  private ModelFolder models = new ModelFolder(Path.of(""));

  @BeforeEach
  void makeFile() throws Exception {
    new Random(4).nextBytes(file);
    digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    models = new ModelFolder(folder.resolve("models"));
  }

  @Test
  void wholeFile_isKeptAndVerified() throws Exception {
    try (FileServer server = new FileServer(file)) {
      assertThat(models.state(entry(server))).isEqualTo(State.MISSING);
      assertThat(pull(server)).isTrue();
      assertThat(models.state(entry(server))).isEqualTo(State.VERIFIED);
      assertThat(told).hasValue(SIZE);
      assertThat(pull(server)).isFalse();
      assertThat(server.ranges()).containsExactly("");
    }
    assertOnlyTheModel();
  }

  @Test
  void connectionThatBreaks_isTakenUpWhereItBroke() throws Exception {
    try (FileServer server = new FileServer(file).breakingAfter(100_000, 2)) {
      pull(server);
      assertThat(server.ranges()).hasSize(3).first().isEqualTo("");
      assertThat(from(server.ranges().get(1))).isBetween(1, 100_000);
      assertThat(from(server.ranges().get(2)))
          .isGreaterThan(from(server.ranges().get(1)))
          .isLessThanOrEqualTo(200_000);
    }
    assertOnlyTheModel();
  }

  /** What was on its way when the connection broke does not arrive. */
  private static int from(String range) {
    assertThat(range).matches("bytes=\\d+-");
    return Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
  }

  @Test
  void serverThatKnowsNoRanges_isAskedForAllAgain() throws Exception {
    try (FileServer server = new FileServer(file).withoutRanges().breakingAfter(100_000, 2)) {
      pull(server);
      assertThat(server.ranges()).hasSize(3);
    }
    assertOnlyTheModel();
  }

  @Test
  void brokenOffTooOften_keepsWhatCameForTheNextCall() throws Exception {
    try (FileServer server = new FileServer(file).breakingAfter(10_000, 4)) {
      assertThatThrownBy(() -> pull(server))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("broke off after 40000 bytes, 4 times")
          .hasMessageContaining("call again");
      assertThat(models.file(entry(server))).doesNotExist();
      pull(server);
      assertThat(server.ranges()).hasSize(5).endsWith("bytes=40000-");
    }
    assertOnlyTheModel();
  }

  @Test
  void partThatIsWhole_isVerifiedWithoutBeingFetchedAgain() throws Exception {
    try (FileServer server = new FileServer(file)) {
      Files.createDirectories(models.path());
      Files.write(models.path().resolve("m.onnx.part"), file);
      pull(server);
      assertThat(server.ranges()).containsExactly("bytes=" + SIZE + "-");
    }
    assertOnlyTheModel();
  }

  @Test
  void partOfAnotherFile_isThrownAwayAndAllFetched() throws Exception {
    try (FileServer server = new FileServer(file)) {
      Files.createDirectories(models.path());
      Files.write(models.path().resolve("m.onnx.part"), new byte[1000]);
      pull(server);
      assertThat(server.ranges()).containsExactly("bytes=1000-", "");
    }
    assertOnlyTheModel();
  }

  @Test
  void corruptedFile_isRefusedWithBothDigestsAndNothingIsKept() throws Exception {
    byte[] corrupted = file.clone();
    corrupted[12_345] ^= 1;
    try (FileServer server = new FileServer(corrupted)) {
      assertThatThrownBy(() -> pull(server))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("expected " + digest)
          .hasMessageContaining("nothing was kept");
    }
    try (Stream<Path> left = Files.list(models.path())) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void wrongDigestOfAnEarlierFile_leavesThatInPlace() throws Exception {
    Files.createDirectories(models.path());
    Path old = Files.writeString(models.path().resolve("m.onnx"), "old");
    try (FileServer server = new FileServer(Arrays.copyOf(file, SIZE - 1))) {
      assertThat(models.state(entry(server))).isEqualTo(State.WRONG);
      assertThatThrownBy(() -> pull(server)).hasMessageContaining("nothing was kept");
      assertThat(old).hasContent("old");
    }
  }

  @Test
  void serverThatRefuses_isNotAskedAgain() throws Exception {
    for (int code : new int[] {404, 403, 500}) {
      try (FileServer server = new FileServer(file).answering(code)) {
        assertThatThrownBy(() -> pull(server))
            .hasMessage(server.address() + " answered " + code + ": expected 200");
        assertThat(server.ranges()).hasSize(1);
      }
    }
  }

  @Test
  void fileThatIsLongerThanTheCatalogueSays_isRefusedBeforeItIsFetched() throws Exception {
    try (FileServer server = new FileServer(Arrays.copyOf(file, SIZE + 1))) {
      assertThatThrownBy(() -> pull(server))
          .hasMessageContaining("has 300001 bytes: expected at most 300000");
    }
  }

  @Test
  void modelWithoutKnownDigest_isFetchedOnlyWithOneGiven() throws Exception {
    try (FileServer server = new FileServer(file)) {
      Entry unknown = entry(server.address(), null, 0);
      assertThatThrownBy(() -> models.pull(unknown, null, null, (b, t) -> {}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected it with --sha256");
      assertThat(models.pull(unknown, null, digest, (b, t) -> {})).isTrue();
      assertThat(models.state(unknown)).isEqualTo(State.UNKNOWN);
    }
  }

  private boolean pull(FileServer server) throws Exception {
    return models.pull(entry(server), null, null, (bytes, total) -> told.set(bytes));
  }

  private Entry entry(FileServer server) {
    return entry(server.address(), digest, SIZE);
  }

  private static Entry entry(URI source, @Nullable String sha256, long bytes) {
    return new Entry("m", source, sha256, bytes, null, "MIT", "yolox", 416, "COCO", "");
  }

  private void assertOnlyTheModel() throws IOException {
    assertThat(models.path().resolve("m.onnx")).hasBinaryContent(file);
    try (Stream<Path> left = Files.list(models.path())) {
      assertThat(left).hasSize(1);
    }
  }
}
