package io.sightline.e2e.consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.jdbc.JdbcCatalog;

/**
 * An Iceberg table in a bucket: its catalogue tells which files are in it, DuckDB what is in them.
 *
 * @param folder where the worker runs; also for copies of the files
 * @param connector its settings
 */
record BucketTable(Path folder, Properties connector) {
  private static final String CATALOG = "iceberg.catalog.";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Its rows as JSON objects without fields that are null; none if there is no such table yet. */
  List<JsonNode> rows() throws Exception {
    List<String> files = files();
    List<JsonNode> rows = new ArrayList<>();
    if (files.isEmpty()) {
      return rows;
    }
    String sql =
        "SELECT to_json(row) FROM read_parquet(['%s'], union_by_name = true) row"
            .formatted(String.join("', '", files));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        rows.add(withoutNulls(found.getString(1)));
      }
    }
    return rows;
  }

  static JsonNode withoutNulls(String object) throws IOException {
    JsonNode row = JSON.readTree(object);
    row.properties().removeIf(field -> field.getValue().isNull());
    return row;
  }

  /** Copies of its files. */
  private List<String> files() throws IOException {
    List<String> files = new ArrayList<>();
    Path database = folder.resolve("catalog.db");
    if (!Files.exists(database)) {
      return files;
    }
    try (JdbcCatalog catalog = new JdbcCatalog(null, null, false)) {
      catalog.initialize("iceberg", settings("jdbc:sqlite:" + database));
      TableIdentifier name = TableIdentifier.parse(connector.getProperty("iceberg.tables"));
      if (!catalog.tableExists(name)) {
        return files;
      }
      Table table = catalog.loadTable(name);
      try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
        for (FileScanTask task : tasks) {
          files.add(copied(table, task.file().location()));
        }
      }
    }
    return files;
  }

  private Map<String, String> settings(String database) {
    Map<String, String> settings = new HashMap<>();
    connector.forEach(
        (name, value) -> {
          if (name.toString().startsWith(CATALOG)) {
            settings.put(name.toString().substring(CATALOG.length()), value.toString());
          }
        });
    settings.put("uri", database);
    settings.put("s3.access-key-id", "user");
    settings.put("s3.secret-access-key", "secret");
    return settings;
  }

  /** One for each entry: a file that was entered twice counts twice, as for any reader. */
  private String copied(Table table, String location) throws IOException {
    Path copy = Files.createTempFile(folder, "copy", ".parquet");
    try (InputStream in = table.io().newInputFile(location).newStream()) {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
    }
    return copy.toString();
  }
}
