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

  @Test
  void carried_isTheReplayAndTheTraceOneStepOn() {
    TraceParent trace = TraceParent.ofActivity("hall-a1");
    RecordHeaders input = new RecordHeaders();
    input
        .add("other", new byte[] {1})
        .add(Headers.ORIGIN, "t/1/2".getBytes(StandardCharsets.UTF_8))
        .add(Headers.REPLAY, "again".getBytes(StandardCharsets.UTF_8))
        .add(Headers.TRACEPARENT, trace.toString().getBytes(StandardCharsets.UTF_8));

    var carried = Headers.carried(input, "hall-f1-d");

    assertThat(Headers.text(carried, Headers.REPLAY)).contains("again");
    assertThat(Headers.text(carried, Headers.TRACEPARENT))
        .contains(trace.child("hall-f1-d").toString());
    assertThat(carried.toArray()).hasSize(2);
  }

  @Test
  void carried_isNothingOfWhatIsNotThereOrNoTrace() {
    RecordHeaders input = new RecordHeaders();
    input.add(Headers.TRACEPARENT, "nonsense".getBytes(StandardCharsets.UTF_8));

    assertThat(Headers.carried(input, "r").toArray()).isEmpty();
    assertThat(Headers.carried(new RecordHeaders(), "r").toArray()).isEmpty();
  }
}
