package io.sightline.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class IdsTest {
  @Test
  void epoch_isAllZeros() {
    assertThat(Ids.activity("front", Instant.EPOCH)).isEqualTo("front-a00000000000");
  }

  @Test
  void timeBefore1970_isRefused() {
    assertThatThrownBy(() -> Ids.base32(Instant.parse("1969-12-31T23:59:59Z")))
        .hasMessageContaining("1969-12-31T23:59:59Z")
        .hasMessageContaining("1970");
  }

  @Test
  void pathInCameraId_isRefused() {
    assertThatThrownBy(() -> Ids.requireCamera("../etc")).hasMessageContaining("'../etc'");
  }

  @Property
  void timeOfAnId_isWhatItWasMadeFrom(@ForAll @LongRange(min = 0, max = 4_000_000_000L) long s) {
    Instant time = Instant.ofEpochSecond(s, 123_000);
    assertThat(Ids.time(Ids.clip("front-door", time))).isEqualTo(time);
  }

  @Test
  void idWithoutATime_isRefused() {
    assertThatThrownBy(() -> Ids.time("front")).hasMessageContaining("'front'");
    assertThatThrownBy(() -> Ids.time("front-cIIIIIIIIIII")).hasMessageContaining("capture time");
  }

  @Property
  void idsSortAsTheirTimes(
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long a,
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long b) {
    String first = Ids.base32(Instant.ofEpochSecond(a));
    String second = Ids.base32(Instant.ofEpochSecond(b));
    assertThat(Integer.signum(first.compareTo(second))).isEqualTo(Long.signum(Long.compare(a, b)));
  }
}
