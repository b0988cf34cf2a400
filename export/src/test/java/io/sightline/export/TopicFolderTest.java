package io.sightline.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicFolderTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

  @TempDir Path root;
  private TopicFolder folder;

  @BeforeEach
  void open() throws IOException {
    folder = new TopicFolder(root.resolve("alerts"));
  }

  private void write(Part part) throws IOException {
    Files.writeString(folder.half(part), "rows");
    folder.commit(part);
  }

  @Test
  void partsAndCheckpoint_areFoundAgain() throws IOException {
    Part part = new Part(DAY, 3, 1234);
    write(part);
    folder.reached(Map.of(3, 1300L));

    assertThat(root.resolve("alerts/date=2026-03-02/part-3-000000000000001234.parquet")).exists();
    TopicFolder again = new TopicFolder(root.resolve("alerts"));
    assertThat(again.parts()).containsExactly(part);
    assertThat(again.reached()).containsOnly(Map.entry(3, 1300L));
  }

  @Test
  void whatARunDidNotComeToSay_isDropped() throws IOException {
    Part said = new Part(DAY, 0, 10);
    write(said);
    folder.reached(Map.of(0, 20L));
    write(new Part(DAY, 0, 20));
    write(new Part(DAY, 1, 0));
    Files.writeString(folder.half(new Part(DAY, 0, 25)), "ro");

    folder.dropLeftovers(folder.reached());

    assertThat(folder.parts()).containsExactly(said);
    assertThat(root.resolve("alerts/date=2026-03-02")).isDirectoryNotContaining("glob:**.half");
  }

  @Test
  void daysBefore_areDroppedAndOtherFilesAreNot() throws IOException {
    Part kept = new Part(DAY, 0, 10);
    write(kept);
    write(new Part(DAY.minusDays(1), 0, 0));
    Path note = Files.writeString(root.resolve("alerts/date=2026-03-02/notes.txt"), "mine");

    assertThat(folder.dropBefore(DAY)).isEqualTo(1);

    assertThat(folder.parts()).containsExactly(kept);
    assertThat(note).exists();
  }

  @Test
  void checkpointThatIsNone_isNamed() throws IOException {
    Files.writeString(root.resolve("alerts/_checkpoint.json"), "{\"0\": ");

    assertThatThrownBy(() -> folder.reached())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("_checkpoint.json cannot be read: expected offsets by partition");
  }
}
