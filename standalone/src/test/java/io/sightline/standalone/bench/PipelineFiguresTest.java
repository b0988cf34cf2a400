package io.sightline.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class PipelineFiguresTest {
  @Test
  void eachOnce_isWhole() {
    assertThat(Exactness.of(List.of("a", "b"), List.of("b", "a"))).isEqualTo(Exactness.WHOLE);
  }

  @Test
  void whatDoesNotCome_isLost_andWhatComesAgainOrUnasked_isDoubled() {
    assertThat(Exactness.of(List.of("a", "b", "c"), List.of("a", "a", "b", "x")))
        .isEqualTo(new Exactness(1, 2));
  }

  @Test
  void cameras_areAsManyOnEachPartition() {
    List<String> ids = PipelineLoad.ids(4, 3);

    assertThat(ids).hasSize(12).doesNotHaveDuplicates();
    assertThat(
            ids.stream()
                .collect(
                    Collectors.groupingBy(PipelineFiguresTest::partition, Collectors.counting()))
                .values())
        .containsOnly(3L)
        .hasSize(4);
  }

  private static int partition(String id) {
    return BuiltInPartitioner.partitionForKey(id.getBytes(StandardCharsets.UTF_8), 4);
  }

  @Test
  void detectorsThatAreFull_areTheLimit() {
    assertThat(new PipelineLimit(0.2, 0.1, 0.1).words(0.93, 2, 40))
        .isEqualTo("the detectors: 93 % of what they allow");
  }

  @Test
  void processorsThatAreFull_areTheLimit_andTheLargestUserIsNamed() {
    assertThat(new PipelineLimit(0.5, 0.9, 0.4).words(0.6, 2, 40))
        .isEqualTo("processor time: 1.80 of 2 cores, 0.90 in detect");
  }

  @Test
  void whereNothingIsFull_theWaysBetweenAre() {
    assertThat(new PipelineLimit(0.2, 0.3, 0.1).words(0.6, 2, 1.5)).startsWith("commits and polls");
  }

  @Test
  void machineThatOthersUse_isSaid() {
    assertThat(new PipelineLimit(0.2, 0.3, 0.1).words(0.6, 2, 40))
        .isEqualTo("other work on this machine: load 40.0, and 0.60 of 2 cores for the pipeline");
  }

  @Test
  void bound_isWhatWaitingAloneAllows() {
    assertThat(settings(List.of(1), Duration.ofMillis(25)).detectorBound(4)).isEqualTo(320);
  }

  @Test
  void processesWithoutAPartition_andNoWait_areRefused() {
    assertThatThrownBy(() -> settings(List.of(1, 5), Duration.ofMillis(25)))
        .hasMessage("--processes [1, 5]: expected some of 1 to 4");
    assertThatThrownBy(() -> settings(List.of(1), Duration.ZERO))
        .hasMessageContaining("--wait 0")
        .hasMessageContaining("expected 1 or more");
  }

  private static PipelineBench.Settings settings(List<Integer> processes, Duration idle) {
    return new PipelineBench.Settings(processes, 1, idle, 2, 1, Path.of("data"));
  }
}
