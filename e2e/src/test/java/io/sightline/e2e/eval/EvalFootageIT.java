package io.sightline.e2e.eval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.e2e.command.Finished;
import io.sightline.standalone.demo.DemoVideo;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code eval footage} on the scene that the demo plays: somebody is there from 3 s to 13 s. */
class EvalFootageIT {
  @TempDir Path folder;

  @BeforeEach
  void render() throws Exception {
    DemoVideo.write(folder.resolve("scene.mp4"));
  }

  private JsonNode eval() throws Exception {
    Finished run = Finished.run(folder, "eval", "footage", "scene.mp4", "--json");
    assertThat(run.code()).as(run.log()).isZero();
    return new ObjectMapper().readTree(run.out()).get("videos").get(0).get("alerts");
  }

  @Test
  void visitOfTheTruth_isToldAndAnotherOneIsMissed() throws Exception {
    Path truth = folder.resolve("scene.visits.tsv");
    Files.writeString(truth, "30\t130\tperson\n");
    JsonNode right = eval();
    assertThat(right.get("told").asInt()).isEqualTo(1);
    assertThat(right.get("missed")).isEmpty();
    assertThat(right.get("wrong")).isEmpty();

    Files.writeString(truth, "200\t300\tperson\n");
    JsonNode wrong = eval();
    assertThat(wrong.get("told").asInt()).isZero();
    assertThat(wrong.get("missed")).hasSize(1);
    assertThat(wrong.get("wrong")).hasSize(1);
  }
}
