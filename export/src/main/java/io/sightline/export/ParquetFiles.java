package io.sightline.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions.TimestampMicrosConversion;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;

/**
 * The only class that knows Parquet: Zstandard, lists as the standard has them, times as
 * TIMESTAMP(MICROS, UTC).
 */
final class ParquetFiles {
  private static final long ROW_GROUP_BYTES = 16 << 20;

  /** What {@code AvroReadSupport} sets in a configuration of Hadoop's alone. */
  private static final String READ_SCHEMA = "parquet.avro.read.schema";

  /** A file that is being written; it is whole once it is closed. */
  interface Rows extends AutoCloseable {
    void write(GenericRecord row) throws IOException;

    @Override
    void close() throws IOException;
  }

  private ParquetFiles() {}

  static Rows create(Path file, Schema schema) throws IOException {
    PlainParquetConfiguration settings = new PlainParquetConfiguration();
    settings.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
    ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
            .withConf(settings)
            .withSchema(schema)
            .withDataModel(model())
            .withRowGroupSize(ROW_GROUP_BYTES)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .build();
    return new Rows() {
      @Override
      public void write(GenericRecord row) throws IOException {
        writer.write(row);
      }

      @Override
      public void close() throws IOException {
        writer.close();
      }
    };
  }

  /** Writes the rows of one file that are to stay to another; returns how many are not. */
  static long filter(Path from, Path to, Schema schema, Predicate<GenericRecord> stays)
      throws IOException {
    long gone = 0;
    PlainParquetConfiguration settings = new PlainParquetConfiguration();
    settings.set(READ_SCHEMA, schema.toString());
    try (ParquetReader<GenericRecord> reader =
            AvroParquetReader.<GenericRecord>builder(new LocalInputFile(from), settings)
                .withDataModel(model())
                .build();
        Rows rows = create(to, schema)) {
      for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
        if (stays.test(row)) {
          rows.write(row);
        } else {
          gone++;
        }
      }
    }
    return gone;
  }

  private static GenericData model() {
    GenericData model = new GenericData();
    model.addLogicalTypeConversion(new TimestampMicrosConversion());
    return model;
  }
}
