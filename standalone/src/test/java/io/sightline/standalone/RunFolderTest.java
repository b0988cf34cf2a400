package io.sightline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir Path folder;

  @Test
  void folderOfAnEarlierRun_isEmptied() throws Exception {
    Path run = folder.resolve("run");
    try (RunFolder first = RunFolder.emptied(run)) {
      Files.createDirectories(first.path().resolve("clips/a"));
      Files.writeString(first.path().resolve("clips/a/clip.mp4"), "x");
    }
    try (RunFolder second = RunFolder.emptied(run)) {
      assertThat(second.path()).isDirectoryNotContaining(p -> p.endsWith("clips"));
    }
  }

  @Test
  void folderWithOtherFiles_isRefusedAndKept() throws Exception {
    Path letter = Files.writeString(folder.resolve("letter.txt"), "Dear camera, ...");

    assertThatThrownBy(() -> RunFolder.emptied(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("holds other files");
    assertThat(letter).exists();
  }

  @Test
  void folderOfARunThatGoesOn_isRefusedAndKept() throws Exception {
    try (RunFolder held = RunFolder.emptied(folder.resolve("run"))) {
      Path clip = Files.writeString(held.path().resolve("clip.mp4"), "x");

      assertThatThrownBy(() -> RunFolder.emptied(held.path()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another run is in it");
      assertThat(clip).exists();
    }
    RunFolder.emptied(folder.resolve("run")).close();
  }
}
