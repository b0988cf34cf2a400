package io.sightline.export;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.TableMetadata;

/** What a table is: by day, with the columns that the topic's records have now. */
final class TableDefinition {
  private static final int ICEBERG_FORMAT = 2;

  private TableDefinition() {}

  /** Makes it if there is none; gives it the columns that it lacks. */
  static TableVersions open(Path place, Schema columns) throws IOException {
    TableVersions versions = TableVersions.open(place, first(place, columns));
    TableMetadata found = versions.current();
    if (!found.location().equals(place.toString())) {
      throw new IOException(
          "the table in %s was made in %s: expected one that lies where it was made; without its folder it is made anew"
              .formatted(place, found.location()));
    }
    if (!found.schema().sameSchema(columns)) {
      int last = Math.max(found.lastColumnId(), columns.highestFieldId());
      versions.commit(
          found, TableMetadata.buildFrom(found).setCurrentSchema(columns, last).build());
    }
    return versions;
  }

  static TableMetadata first(Path place, Schema columns) {
    return TableMetadata.buildFromEmpty(ICEBERG_FORMAT)
        .assignUUID()
        .setCurrentSchema(columns, columns.highestFieldId())
        .setLocation(place.toString())
        .setDefaultPartitionSpec(
            PartitionSpec.builderFor(columns).identity(TableColumns.DATE).build())
        .setDefaultSortOrder(SortOrder.unsorted())
        .build();
  }
}
