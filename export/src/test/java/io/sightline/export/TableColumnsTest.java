package io.sightline.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.parquet.ParquetSchemaUtil;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableColumnsTest {
  @TempDir Path export;

  private static Schema without(String field, Schema rows) {
    return Schema.createRecord(
        rows.getName(),
        null,
        rows.getNamespace(),
        false,
        rows.getFields().stream()
            .filter(each -> !each.name().equals(field))
            .map(each -> new Field(each.name(), each.schema()))
            .toList());
  }

  /** A row whose fields are null or 0, in a file as Parquet's own writer makes it. */
  private static void plain(Path file, Schema schema) throws IOException {
    GenericRecord row = new GenericData.Record(schema);
    row.put("_partition", 0);
    row.put("_offset", 0L);
    row.put("_published_at", 0L);
    row.put("_key", "old");
    row.put("_deleted", false);
    row.put("label", "dog");
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withSchema(schema)
            .build()) {
      writer.write(row);
    }
  }

  @Test
  void fieldThatIsAdded_isNullInFilesOfBeforeThatHaveNoNumbersEither() throws Exception {
    ExportedAlerts alerts = new ExportedAlerts(export);
    Schema before = without("zones", Rows.of(Topics.ALERTS).schema());
    TableDefinition.open(alerts.place(), TableColumns.of(before));
    Part old = new Part(ExportedAlerts.DAY, 0, 0);
    plain(alerts.folder.half(old), before);
    alerts.folder.commit(old);
    alerts.write(ExportedAlerts.DAY, 0, 1);
    alerts.say(0, 3);
    alerts.follow();

    assertThat(alerts.rows())
        .extracting(
            row -> row.getField("_key") + " " + row.getField("label") + row.getField("zones"))
        .containsExactlyInAnyOrder(
            "old dognull", "hall person[door, path]", "yard person[door, path]");
  }

  /** As an earlier release made it. */
  @Test
  void tableWithIcebergsOwnNames_isGivenOthersAndHoldsWhatItHeld() throws Exception {
    ExportedAlerts alerts = new ExportedAlerts(export);
    alerts.write(ExportedAlerts.DAY, 1, 0);
    alerts.say(1, 2);
    alerts.follow();
    alerts
        .table()
        .updateSchema()
        .renameColumn("_topic_partition", "_partition")
        .renameColumn("_tombstone", "_deleted")
        .commit();
    assertThat(names(alerts.table().schema())).anyMatch(MetadataColumns::isMetadataColumn);

    alerts.follow();

    assertThat(names(alerts.table().schema())).noneMatch(MetadataColumns::isMetadataColumn);
    assertThat(alerts.places()).containsExactly("1:0", "1:1");
  }

  private static List<String> names(org.apache.iceberg.Schema schema) {
    return schema.columns().stream().map(NestedField::name).toList();
  }

  @Test
  void columnsOfEveryTopic_haveNamesThatSparkReads() {
    for (Topic<?> topic : Topics.ALL) {
      if (topic.value() != null) {
        assertThat(names(TableColumns.of(Rows.of(topic).schema())))
            .as(topic.name())
            .noneMatch(MetadataColumns::isMetadataColumn);
      }
    }
  }

  @Test
  void columnsOfEveryTopic_haveNumbersOfTheirOwnThatFilesHaveToo() throws IOException {
    for (Topic<?> topic : Topics.ALL) {
      if (topic.value() != null) {
        Rows rows = Rows.of(topic);
        Path file = export.resolve(topic.name() + ".parquet");
        ParquetFiles.create(file, rows.schema()).close();
        assertThat(TopicTable.open(export, topic)).as(topic.name()).isNotNull();
        assertThat(numbersIn(file)).as(topic.name()).containsAllEntriesOf(ofTable(topic));
      }
    }
  }

  private static Map<String, Integer> ofTable(Topic<?> topic) {
    Map<String, Integer> numbers =
        new HashMap<>(TypeUtil.indexByName(TableColumns.of(Rows.of(topic).schema()).asStruct()));
    numbers.remove("date");
    numbers.put("_partition", numbers.remove("_topic_partition"));
    numbers.put("_deleted", numbers.remove("_tombstone"));
    return numbers;
  }

  /** As Iceberg reads a file's columns. */
  private static Map<String, Integer> numbersIn(Path file) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      return TypeUtil.indexByName(
          ParquetSchemaUtil.convert(reader.getFooter().getFileMetaData().getSchema()).asStruct());
    }
  }
}
