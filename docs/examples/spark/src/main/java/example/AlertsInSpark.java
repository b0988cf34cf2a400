package example;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Alerts of an export, from its Parquet files and from its Iceberg table: the columns, how many
 * there are by day, camera and label, how many of them were opened, and all of the incident that is
 * asked for. A line is a JSON object, after a word that says from where and what.
 *
 * <pre>AlertsInSpark LAKE [ALERT]</pre>
 */
public final class AlertsInSpark {
  private static final String MICROS = "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX";

  private AlertsInSpark() {}

  public static void main(String[] arguments) {
    String lake = arguments[0];
    try (SparkSession spark = session(lake)) {
      Dataset<Row> files = spark.read().parquet(lake + "/alerts");
      Dataset<Row> table = spark.table("lake.iceberg.alerts");
      tell("parquet", files, "_deleted", arguments);
      tell("iceberg", table, "_tombstone", arguments);
    }
  }

  /** Times are shown in UTC, whatever the machine's zone is: days are those of UTC, too. */
  private static SparkSession session(String lake) {
    return SparkSession.builder()
        .appName("alerts")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.catalog.lake", "org.apache.iceberg.spark.SparkCatalog")
        .config("spark.sql.catalog.lake.type", "hadoop")
        .config("spark.sql.catalog.lake.warehouse", lake)
        .getOrCreate();
  }

  private static void tell(String from, Dataset<Row> alerts, String tombstone, String[] arguments) {
    System.out.printf("%s-columns %s%n", from, alerts.schema().catalogString());
    print(from + "-count", counted(alerts, tombstone));
    print(
        from + "-opened",
        alerts.where("state = 'OPENED'").groupBy("date", "camera", "label").count());
    if (arguments.length > 1) {
      print(from + "-row", alerts.where(col("alert_id").equalTo(arguments[1])));
    }
  }

  private static Dataset<Row> counted(Dataset<Row> alerts, String tombstone) {
    return alerts
        .groupBy(col("date"), col("camera"), col("label"), col(tombstone).as("tombstone"))
        .agg(
            count(lit(1)).as("alerts"),
            date_format(min("captured_at"), MICROS).as("first"),
            date_format(max("captured_at"), MICROS).as("last"));
  }

  private static void print(String what, Dataset<Row> rows) {
    Column whole = struct(col("*"));
    for (Row row : rows.select(to_json(whole, Map.of("timestampFormat", MICROS))).collectAsList()) {
      System.out.printf("%s %s%n", what, row.getString(0));
    }
  }
}
