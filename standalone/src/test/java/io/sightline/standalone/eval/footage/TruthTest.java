package io.sightline.standalone.eval.footage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TruthTest {
  @TempDir Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("truth"), content);
  }

  @Test
  void tableOfVisits_isRead() throws IOException {
    Path file = file("# room\n60\t198\tperson\n\n228 449 Pet # the cat\n");

    assertThat(Visit.read(file))
        .containsExactly(new Visit(60, 198, "person"), new Visit(228, 449, "pet"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"60", "60\t50\tperson", "-1\t5\tperson", "1\t5\tghost", "a\tb\tperson"})
  void lineThatIsNone_isNamedWithWhatWasExpected(String line) throws IOException {
    Path file = file("1\t2\tperson\n" + line + "\n");

    assertThatThrownBy(() -> Visit.read(file))
        .hasMessageContaining("line 2 '" + line + "'")
        .hasMessageContaining("expected first frame, last frame");
  }

  @Test
  void boxesOfMot_becomeSharesOfTheFrame() throws IOException {
    Path file = file("1,4,64,48,32,96,1,-1,-1,-1\n2,4,0,0,64,48\n2,5,0,0,64,48,0,-1,-1,-1\n");

    assertThat(MotTruth.read(file, 640, 480))
        .containsEntry(1, List.of(new Place(4, 0.1, 0.1, 0.05, 0.2)))
        .containsEntry(2, List.of(new Place(4, 0, 0, 0.1, 0.1)));
  }

  @Test
  void lineOfMotThatIsNone_isNamed() throws IOException {
    Path file = file("1,4,64,48\n");

    assertThatThrownBy(() -> MotTruth.read(file, 640, 480)).hasMessageContaining("line 1");
  }

  @Test
  void timeBetweenPictures_nearestPicture() {
    PictureTimes times = new PictureTimes(List.of(0L, 40_000L, 80_000L, 200_000L), 640, 480);

    assertThat(times.frame(-5)).isEqualTo(0);
    assertThat(times.frame(59_000)).isEqualTo(1);
    assertThat(times.frame(61_000)).isEqualTo(2);
    assertThat(times.frame(9_000_000)).isEqualTo(3);
  }
}
