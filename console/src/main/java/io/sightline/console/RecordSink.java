package io.sightline.console;

import java.io.IOException;
import org.apache.avro.specific.SpecificRecord;

/** Takes down what people say. */
public interface RecordSink<V extends SpecificRecord> {
  /** Returns when it is safe. */
  void write(V value) throws IOException;
}
