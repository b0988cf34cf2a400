package io.sightline.export;

import io.sightline.schemas.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.avro.generic.GenericRecord;

/**
 * Takes what happened before a camera in a span of time out of files that were exported.
 *
 * @param from capture time, inclusive
 * @param to capture time, exclusive
 */
public record Forgetting(String camera, Instant from, Instant to) {
  public Forgetting {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("from %s to %s: expected a span".formatted(from, to));
    }
  }

  /** Writes the files anew that hold some of it; returns how many rows are gone. */
  public long in(Path folder, Topic<?> topic) throws IOException {
    TopicFolder files = new TopicFolder(folder.resolve(topic.name()));
    Rows rows = Rows.of(topic);
    long gone = 0;
    for (Part part : files.parts()) {
      if (isTouched(part.day())) {
        Path half = files.half(part);
        long some =
            ParquetFiles.filter(files.file(part), half, rows.schema(), row -> !isMeant(row));
        if (some > 0) {
          files.commit(part);
        } else {
          Files.delete(half);
        }
        gone += some;
      }
    }
    return gone;
  }

  private boolean isTouched(LocalDate day) {
    return !day.isBefore(LocalDate.ofInstant(from, ZoneOffset.UTC))
        && !day.isAfter(LocalDate.ofInstant(to, ZoneOffset.UTC));
  }

  private boolean isMeant(GenericRecord row) {
    if (!row.hasField("camera") || !row.hasField("captured_at")) {
      return false;
    }
    Object of = row.get("camera");
    return of != null
        && of.toString().equals(camera)
        && row.get("captured_at") instanceof Instant at
        && !at.isBefore(from)
        && at.isBefore(to);
  }
}
