package io.sightline.ingest.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.ingest.spool.SpoolSettings.WhenFull;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentBatchesTest {
  @TempDir Path folder;

  private static Batch batch(long from, long to, long... offsets) {
    List<Place> places = Arrays.stream(offsets).mapToObj(offset -> new Place(3, offset)).toList();
    return new Batch(from, to, places);
  }

  private List<Batch> reopened() throws Exception {
    try (SentBatches sent = SentBatches.open(folder)) {
      return sent.all();
    }
  }

  @Test
  void newestTwo_areReadAgainAfterReopening() throws Exception {
    assertThat(reopened()).isEmpty();
    try (SentBatches sent = SentBatches.open(folder)) {
      sent.add(batch(0, 10, 1, 2, 3, 4, 5, 6));
      sent.add(batch(10, 20, 7));
      sent.add(batch(20, 30, 8));
    }
    assertThat(reopened()).containsExactly(batch(10, 20, 7), batch(20, 30, 8));
  }

  @Test
  void sentAgain_takesThePlaceOfWhatBeganThere() throws Exception {
    try (SentBatches sent = SentBatches.open(folder)) {
      sent.add(batch(0, 10, 1));
      sent.add(batch(10, 20, 7));
      sent.add(batch(10, 40, 9, 10));
      sent.replace(batch(0, 10, 5));
    }
    assertThat(reopened()).containsExactly(batch(0, 10, 5), batch(10, 40, 9, 10));
  }

  @Test
  void batchThatBeginsElsewhere_leavesNoneBefore() throws Exception {
    try (SentBatches sent = SentBatches.open(folder)) {
      sent.add(batch(0, 10, 1));
      sent.add(batch(50, 60, 7));
    }
    assertThat(reopened()).containsExactly(batch(50, 60, 7));
  }

  @Test
  void tornFile_saysNothing() throws Exception {
    try (SentBatches sent = SentBatches.open(folder)) {
      sent.add(batch(0, 10, 1));
    }
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve("sent").toFile(), "rw")) {
      file.seek(20);
      file.write(0x7f);
    }
    assertThat(reopened()).isEmpty();
  }

  @Test
  void factsOfTheNewestTwo_stayInTheSpool() throws Exception {
    try (Spool spool = Spool.open(folder, new SpoolSettings(1 << 20, 1, WhenFull.FAIL))) {
      long begin = 0;
      for (int i = 1; i <= 5; i++) {
        long end = spool.append(List.of(new Fact("frames", "c", ("" + i).getBytes(UTF_8))));
        spool.note(batch(begin, end, i));
        spool.trim(end);
        begin = end;
      }
      assertThat(spool.backlogBytes()).isZero();
      assertThat(spool.read(spool.begin(), 10, 0))
          .extracting(entry -> new String(entry.facts().get(0).value(), UTF_8))
          .containsExactly("4", "5");
    }
  }
}
