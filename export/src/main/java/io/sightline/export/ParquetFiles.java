package io.sightline.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions.TimestampMicrosConversion;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;

/**
 * The only class that knows Parquet: Zstandard, lists as the standard has them, times as
 * TIMESTAMP(MICROS, UTC), enums as text.
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
    MessageType columns = ColumnNumbers.given(new AvroSchemaConverter(settings).convert(schema));
    ParquetWriter<GenericRecord> writer =
        new Numbered(new LocalOutputFile(file), columns, schema)
            .withConf(settings)
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

  static long rows(Path file) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      return reader.getRecordCount();
    }
  }

  /** Whether tables can use it as it is: columns have numbers, and enums are text. */
  static boolean isForTables(Path file) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      return ColumnNumbers.areIn(reader.getFooter().getFileMetaData().getSchema());
    }
  }

  /** Writes columns with the numbers that they have got; Parquet's own for Avro gives none. */
  private static final class Numbered extends ParquetWriter.Builder<GenericRecord, Numbered> {
    private final MessageType columns;
    private final Schema schema;

    Numbered(OutputFile file, MessageType columns, Schema schema) {
      super(file);
      this.columns = columns;
      this.schema = schema;
    }

    @Override
    protected Numbered self() {
      return this;
    }

    @Override
    protected WriteSupport<GenericRecord> getWriteSupport(ParquetConfiguration settings) {
      return new AvroWriteSupport<>(columns, schema, model());
    }

    @Override
    protected WriteSupport<GenericRecord> getWriteSupport(Configuration settings) {
      return new AvroWriteSupport<>(columns, schema, model());
    }
  }

  private static GenericData model() {
    GenericData model = new GenericData();
    model.addLogicalTypeConversion(new TimestampMicrosConversion());
    return model;
  }
}
