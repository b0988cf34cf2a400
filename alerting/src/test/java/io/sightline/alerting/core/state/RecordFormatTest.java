package io.sightline.alerting.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RecordFormatTest {
  enum Colour {
    RED,
    GREEN
  }

  enum Fewer {
    RED
  }

  record Part(String name, Double weight, List<Integer> sizes) {}

  record Whole(
      long number,
      boolean truth,
      Colour colour,
      List<Part> parts,
      Map<String, Part> byName,
      Set<String> names,
      Map<String, List<Long>> times) {}

  /** What another build has of it: a field less everywhere, one more, and a constant less. */
  record OtherPart(Double weight, String added) {}

  record OtherWhole(Fewer colour, List<OtherPart> parts, int more, Set<String> names) {}

  record Refused(BigDecimal amount) {}

  record Text(String number) {}

  @Property(tries = 200)
  void anyRecord_comesBackEqual(@ForAll long seed) {
    Whole whole = new RandomRecords(seed).next(Whole.class);

    assertThat(read(whole, Whole.class)).isEqualTo(whole);
  }

  @Test
  void anotherBuild_readsWhatBothKnow() {
    Part part = new Part("a", 1.5, List.of(1, -2));
    Whole whole =
        new Whole(
            7,
            true,
            Colour.GREEN,
            List.of(part, part),
            Map.of("a", part),
            Set.of("x"),
            Map.of("t", List.of(1L)));

    OtherWhole other = read(whole, OtherWhole.class);

    assertThat(other)
        .isEqualTo(
            new OtherWhole(
                null, List.of(new OtherPart(1.5, null), new OtherPart(1.5, null)), 0, Set.of("x")));
  }

  @Test
  void fieldOfAnotherKind_isRefusedByName() {
    Whole whole = new Whole(7, true, Colour.RED, List.of(), Map.of(), Set.of(), Map.of());

    assertThatThrownBy(() -> read(whole, Text.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("number");
  }

  @Test
  void typeThatCannotBeWritten_isRefusedWithWhatIsExpected() {
    assertThatThrownBy(() -> RecordWriter.write((byte) 1, new Refused(BigDecimal.ONE)))
        .hasMessageContaining("amount")
        .hasMessageContaining("expected long, int");
  }

  private static <T extends Record> T read(Record value, Class<T> type) {
    return RecordReader.read(RecordWriter.write((byte) 2, value), 1, type);
  }
}
