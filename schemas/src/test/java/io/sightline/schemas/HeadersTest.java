package io.sightline.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.schemas.Headers.Place;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class HeadersTest {
  @Test
  void place_isReadAsItIsWritten() {
    Place place = new Place("sightline.cameras", 3, 12_345_678_901L);

    assertThat(place).hasToString("sightline.cameras/3/12345678901");
    assertThat(Place.parse(place.toString())).contains(place);
  }

  @Test
  void whatIsNoPlace_isNone() {
    assertThat(Place.parse("")).isEmpty();
    assertThat(Place.parse("/1/2")).isEmpty();
    assertThat(Place.parse("t/1")).isEmpty();
    assertThat(Place.parse("t/1/x")).isEmpty();
  }

  @Test
  void with_takesThePlaceOfTheSameNameAndLeavesTheOriginalAlone() {
    RecordHeaders before = new RecordHeaders();
    before
        .add("other", new byte[] {1})
        .add(Headers.REPLAY, "first".getBytes(StandardCharsets.UTF_8));

    var after = Headers.with(before, Headers.REPLAY, "second");

    assertThat(after.headers(Headers.REPLAY)).hasSize(1);
    assertThat(Headers.text(after, Headers.REPLAY)).contains("second");
    assertThat(after.lastHeader("other")).isNotNull();
    assertThat(Headers.text(before, Headers.REPLAY)).contains("first");
    assertThat(Headers.text(before, Headers.ORIGIN)).isEmpty();
  }
}
