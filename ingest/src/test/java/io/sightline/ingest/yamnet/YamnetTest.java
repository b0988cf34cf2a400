package io.sightline.ingest.yamnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sightline.ingest.ffmpeg.SoundFile;
import io.sightline.ingest.sound.Heard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamnetTest {
  @TempDir Path folder;

  private static Path asset(String name) {
    Path file = Path.of(System.getProperty("sightline.assets", "../shared")).resolve(name);
    assumeTrue(Files.exists(file), () -> "skipped: no " + file + " (see sightline.assets)");
    return file;
  }

  private static Path model() {
    return asset("models/yamnet.tflite");
  }

  @ParameterizedTest
  @CsvSource({
    "glass_breaking,glass",
    "clock_alarm,alarm",
    "siren,siren",
    "crying_baby,baby",
    "dog,dog",
    "door_wood_knock,knock"
  })
  void realSounds_areMostlyAmongTheBestFive(String category, String label) throws Exception {
    Path sounds = asset("sounds");
    List<String> files =
        Files.readAllLines(sounds.resolve("labels.tsv")).stream()
            .filter(line -> line.endsWith("\t" + category))
            .map(line -> line.split("\t")[0])
            .toList();
    int found = 0;
    try (Yamnet yamnet = Yamnet.open(model())) {
      for (String file : files) {
        found += best(yamnet, SoundFile.read(sounds.resolve(file))).contains(label) ? 1 : 0;
      }
    }
    assertThat(found).as(category + " of " + files.size()).isGreaterThanOrEqualTo(files.size() / 2);
  }

  private static List<String> best(Yamnet yamnet, float[] sound) {
    Map<String, Float> best = new HashMap<>();
    int window = yamnet.windowSamples();
    for (int at = 0; at + window <= sound.length; at += window / 2) {
      for (Heard heard : yamnet.listen(Arrays.copyOfRange(sound, at, at + window))) {
        best.merge(heard.label(), heard.score(), Math::max);
      }
    }
    return best.entrySet().stream()
        .sorted(Map.Entry.<String, Float>comparingByValue().reversed())
        .limit(5)
        .map(Map.Entry::getKey)
        .toList();
  }

  @Test
  void silence_isNothing() {
    try (Yamnet yamnet = Yamnet.open(model())) {
      assertThat(yamnet.listen(new float[yamnet.windowSamples()])).isEmpty();
      assertThat(yamnet.name()).isEqualTo("yamnet");
      assertThat(yamnet.digest()).hasSize(64);
    }
  }

  @Test
  void sameSoundTwice_sameAnswer() throws Exception {
    float[] dog = SoundFile.read(asset("sounds/4-183992-A-0.wav"));
    try (Yamnet yamnet = Yamnet.open(model())) {
      float[] window = Arrays.copyOf(dog, yamnet.windowSamples());
      assertThat(yamnet.listen(window)).isEqualTo(yamnet.listen(window)).isNotEmpty();
    }
  }

  @Test
  void afterClosing_nothingIsHeardAndNothingBreaks() {
    Yamnet yamnet = Yamnet.open(model());
    yamnet.close();
    yamnet.close();

    assertThat(yamnet.listen(new float[15_600])).isEmpty();
  }

  @Test
  void missingModel_isRefused() {
    assertThatThrownBy(() -> Yamnet.open(folder.resolve("none.tflite")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none.tflite does not exist")
        .hasMessageContaining("expected YAMNet as TensorFlow Lite");
  }

  @Test
  void fileThatIsNoModel_isRefused() throws Exception {
    assertThatThrownBy(() -> Yamnet.open(Files.createFile(folder.resolve("empty.tflite"))))
        .hasMessageContaining("has 0 bytes")
        .hasMessageContaining("15600 samples in, 521 scores out");
    Path text = Files.writeString(folder.resolve("text.tflite"), "This is not a model.");
    assertThatThrownBy(() -> Yamnet.open(text)).hasMessageContaining("no TensorFlow Lite model");
    assertThatThrownBy(() -> Yamnet.open(folder)).hasMessageContaining("is not a file");
  }

  @Test
  void brokenModel_isRefused() throws Exception {
    byte[] whole = Files.readAllBytes(model());
    Path broken = folder.resolve("broken.tflite");
    Files.copy(asset("models/yamnet_class_map.csv"), folder.resolve("broken_class_map.csv"));
    Files.write(broken, Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(() -> Yamnet.open(broken))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected YAMNet");
  }

  @Test
  void classMapThatIsAnotherOrMissing_isRefused() throws Exception {
    Path copy = Files.copy(model(), folder.resolve("copy.tflite"));
    assertThatThrownBy(() -> Yamnet.open(copy))
        .hasMessageContaining("copy_class_map.csv")
        .hasMessageContaining("expected YAMNet's list of 521 classes");
    Files.writeString(
        folder.resolve("copy_class_map.csv"), "index,mid,display_name\n0,/m/1,Speech\n");
    assertThatThrownBy(() -> Yamnet.open(copy)).hasMessageContaining("names 1 classes");
  }
}
