package io.sightline.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.avro.Alert;
import io.sightline.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTargetTest {
  private static final Instant EIGHT = Instant.parse("2026-03-02T08:00:00Z");
  private static final Alert ALERT =
      Alert.newBuilder()
          .setAlertId("hall-i1")
          .setRecordId("hall-i1-0")
          .setCamera("hall")
          .setCapturedAt(EIGHT)
          .setLabel("person")
          .build();

  @TempDir Path folder;

  private static Entry entry(
      int partition, long offset, byte @Nullable [] bytes, @Nullable SpecificRecord value) {
    byte[] key = "hall".getBytes(StandardCharsets.UTF_8);
    ConsumerRecord<byte[], byte[]> raw =
        new ConsumerRecord<>("s.alerts", partition, offset, key, bytes);
    return new Entry(raw, Topics.ALERTS, value, EIGHT, true);
  }

  private void write(Path file, Entry... entries) throws IOException {
    try (FileTarget target = FileTarget.open(file, false)) {
      target.write(List.of(entries), Map.of());
    }
  }

  @Test
  void lines_holdPlaceKeyAndValue() throws IOException {
    Path file = folder.resolve("alerts.jsonl");
    write(
        file,
        entry(1, 7, new byte[] {1}, ALERT),
        entry(1, 8, null, null),
        entry(1, 9, new byte[] {1, 2}, null));

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .contains("\"topic\":\"s.alerts\",\"partition\":1,\"offset\":7")
        .contains("\"key\":\"hall\"")
        .contains("\"captured_at\":\"2026-03-02T08:00:00Z\"")
        .contains("\"label\":\"person\"");
    assertThat(lines.get(1)).contains("\"value\":null");
    assertThat(lines.get(2)).contains("\"value_base64\":\"AQI=\"");
  }

  @Test
  void brokenLine_isCutAndWhatIsBeforeItCounts() throws IOException {
    Path file = folder.resolve("broken.jsonl");
    write(file, entry(0, 3, null, null), entry(1, 5, null, null), entry(0, 4, null, null));
    String whole = Files.readString(file);
    Files.writeString(file, whole + "{\"topic\":\"s.alerts\",\"part");

    try (FileTarget target = FileTarget.open(file, false)) {
      assertThat(target.reached())
          .containsOnly(
              Map.entry(new TopicPartition("s.alerts", 0), 5L),
              Map.entry(new TopicPartition("s.alerts", 1), 6L));
    }
    assertThat(file).hasContent(whole);
  }

  @Test
  void otherFiles_areLeftAlone() throws IOException {
    Path file = folder.resolve("letter.txt");
    Files.writeString(file, "Dear all,\n");

    assertThatThrownBy(() -> FileTarget.open(file, false))
        .isInstanceOf(IOException.class)
        .hasMessage("'Dear all,': expected a line that replay wrote");
    assertThat(file).hasContent("Dear all,\n");
  }

  @Test
  void anew_beginsWithAnEmptyFile() throws IOException {
    Path file = folder.resolve("again.jsonl");
    write(file, entry(0, 3, null, null));

    try (FileTarget target = FileTarget.open(file, true)) {
      assertThat(target.reached()).isEmpty();
    }
    assertThat(file).isEmptyFile();
  }
}
