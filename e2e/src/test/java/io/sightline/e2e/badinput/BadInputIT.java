package io.sightline.e2e.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.sightline.e2e.command.Assets;
import io.sightline.e2e.command.Finished;
import io.sightline.standalone.FreePorts;
import io.sightline.standalone.demo.DemoVideo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadInputIT {
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  @TempDir static Path folder;

  @BeforeAll
  static void render() throws IOException {
    DemoVideo.write(folder.resolve("scene.mp4"));
  }

  private static Finished sightline(String... arguments) throws Exception {
    return Finished.run(folder, arguments);
  }

  /** Says that, and nothing to standard output; no stack trace. */
  private static void assertTold(Finished run, int code, String... parts) {
    assertThat(run.log()).contains(parts).doesNotContain("\tat ");
    assertThat(run.code()).as(run.log()).isEqualTo(code);
    assertThat(run.out()).isEmpty();
  }

  private static String write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
    return name;
  }

  @Test
  void missingVideo_isNamed() throws Exception {
    assertTold(
        sightline("watch", "no-such.mp4", "--json"),
        WRONG_USAGE,
        "video 'no-such.mp4': no such file");
  }

  @Test
  void fileThatIsNoVideo_isNamedWithWhatIsWrong() throws Exception {
    String file = write("letter.mp4", "Dear camera, ...");
    assertTold(
        sightline("watch", file, "--json"), FAILED, "letter.mp4: it is no video that can be read");
  }

  @Test
  void emptyVideo_isNamed() throws Exception {
    String file = write("empty.mp4", "");
    assertTold(sightline("watch", file, "--json"), FAILED, "empty.mp4: the file is empty");
  }

  @Test
  void truncatedVideo_isReportedAsFarAsItGoes() throws Exception {
    byte[] whole = Files.readAllBytes(folder.resolve("scene.mp4"));
    Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(whole, whole.length / 2));

    Finished run = sightline("watch", "cut.mp4", "--json");

    assertThat(run.code()).isEqualTo(FAILED);
    assertThat(run.log()).contains("announces 36.0 s", "it is truncated").doesNotContain("\tat ");
    assertThat(run.lines()).anyMatch(line -> line.contains("\"type\":\"alert\""));
    assertThat(run.lines()).anyMatch(line -> line.contains("\"type\":\"decision\""));
  }

  @Test
  void emptyModel_isNamedWithWhatWasExpected() throws Exception {
    String model = write("empty.onnx", "");
    assertTold(
        sightline("watch", "scene.mp4", "--model", model),
        WRONG_USAGE,
        "empty.onnx has 0 bytes: expected an ONNX model of YOLOX, NanoDet,");
  }

  @Test
  void modelOfAnotherShape_isRefusedWithItsShapeAndTheExpectedOnes() throws Exception {
    String model = Assets.file("models/yunet_n_320_320.onnx").toString();
    assertTold(
        sightline("watch", "scene.mp4", "--model", model),
        WRONG_USAGE,
        "input [1, 3, 320, 320]",
        "expected",
        "YOLOX",
        "NanoDet");
  }

  @Test
  void unknownKey_suggestsTheRightOne() throws Exception {
    String config = write("typo.yaml", "consol: {port: 0}\nkafka: {prot: 9}\n");
    for (String command : new String[] {"standalone", "ingest", "detect"}) {
      assertTold(
          sightline(command, "-c", config),
          WRONG_USAGE,
          "typo.yaml: 2 problems",
          "line 1: consol: unknown key; did you mean 'console'?",
          "line 2: kafka.prot: unknown key; did you mean 'port'?");
    }
  }

  @ParameterizedTest
  @CsvSource({"kafka, broker", "registry, registry", "admin, admin", "console, console"})
  void portTaken_isNamedWithWhoWantedIt(String section, String who) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      StringBuilder config = new StringBuilder("data: data-" + section + "\n");
      for (String each : new String[] {"kafka", "registry", "admin", "console"}) {
        int port = each.equals(section) ? taken.getLocalPort() : FreePorts.next();
        config.append(each).append(": {port: ").append(port).append("}\n");
      }
      assertTold(
          sightline("standalone", "-c", write(section + ".yaml", config.toString())),
          FAILED,
          who + " cannot start",
          "" + taken.getLocalPort(),
          "in use",
          "free port");
    }
  }

  @Test
  void fileInPlaceOfTheDataFolder_isNamed() throws Exception {
    String file = write("occupied", "");
    assertTold(
        sightline("watch", "scene.mp4", "--data", file), FAILED, "occupied", "cannot be written");
    assertTold(
        sightline("standalone", "-c", write("occupied.yaml", "data: occupied\n")),
        FAILED,
        "occupied",
        "cannot be written");
  }

  @Test
  void dataFolderOfSomebodyElse_isNamed() throws Exception {
    Path locked = Files.createDirectory(folder.resolve("locked"));
    assumeFalse(
        !locked.toFile().setWritable(false) || Files.isWritable(locked),
        "skipped: this user may write everywhere");
    assertTold(
        sightline("watch", "scene.mp4", "--data", "locked"), FAILED, "locked", "cannot be written");
    assertTold(
        sightline("standalone", "-c", write("locked.yaml", "data: locked\n")),
        FAILED,
        "locked",
        "cannot be written");
  }

  @Test
  void startThatIsNoTime_isNamedWithWhatWasExpected() throws Exception {
    assertTold(
        sightline("watch", "scene.mp4", "--start", "tomorrow", "--json"),
        WRONG_USAGE,
        "'tomorrow' is no time in UTC: expected one as 2026-05-01T12:00:00Z");
  }

  @Test
  void demoInAFolderWithOtherFiles_isRefusedAndTheyStay() throws Exception {
    Path letters = Files.createDirectory(folder.resolve("letters"));
    Path letter = Files.writeString(letters.resolve("letter.txt"), "Dear camera, ...");
    assertTold(
        sightline("demo", "--port", "0", "--data", "letters"),
        WRONG_USAGE,
        "data folder 'letters' holds other files");
    assertThat(letter).exists();
  }

  @Test
  void demoOfAVideoInItsOwnFolder_isRefusedAndItStays() throws Exception {
    assertTold(
        sightline("demo", "scene.mp4", "--port", "0", "--data", "."),
        WRONG_USAGE,
        "video 'scene.mp4' is in '.', which is emptied");
    assertThat(folder.resolve("scene.mp4")).exists();
  }

  @Test
  void demoPortTaken_isNamedBeforeAnythingStarts() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = "" + taken.getLocalPort();
      assertTold(
          sightline("demo", "--port", port, "--data", "taken"),
          FAILED,
          "port of the page " + port,
          "expected a free port");
    }
    assertThat(folder.resolve("taken")).doesNotExist();
  }
}
