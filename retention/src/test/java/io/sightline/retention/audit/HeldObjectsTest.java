package io.sightline.retention.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Hold;
import io.sightline.avro.HoldState;
import io.sightline.clipstore.ClipLayout;
import io.sightline.schemas.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldObjectsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant THEN = NOW.minus(Duration.ofDays(3));

  private static String clip(String camera, Instant start) {
    String id = Ids.clip(camera, start);
    return ClipLayout.media(ClipLayout.prefix(camera, id, start), "mp4");
  }

  private static Hold.Builder span(HoldState state) {
    return Hold.newBuilder()
        .setHoldId("h1")
        .setRecordId("h1-" + state)
        .setCamera("front")
        .setState(state)
        .setSpanFrom(THEN)
        .setSpanTo(THEN.plus(Duration.ofHours(4)));
  }

  @Test
  void spanOfACamera_holdsWhatBeginsInIt() {
    HeldObjects held = HeldObjects.of(List.of(span(HoldState.HELD).build()), NOW);
    Instant within = THEN.plus(Duration.ofHours(2));
    assertThat(held).accepts(clip("front", within));
    assertThat(held)
        .accepts(ClipLayout.recording("front", within, Ids.recording("front", within), "mp4"));
    assertThat(held).accepts(clip("front", THEN.minusSeconds(20)));
    assertThat(held).accepts("front/2026-01-01/planted/clip.mp4");
    assertThat(held).rejects(clip("front", THEN.minus(Duration.ofHours(2))));
    assertThat(held).rejects(clip("yard", within));
  }

  @Test
  void holdOfAClip_holdsThatOne() {
    Instant start = THEN;
    Hold hold =
        span(HoldState.REQUESTED)
            .setClipId(Ids.clip("front", start))
            .setSpanFrom(null)
            .setSpanTo(null)
            .build();
    HeldObjects held = HeldObjects.of(List.of(hold), NOW);
    assertThat(held).accepts(clip("front", start));
    assertThat(held).rejects(clip("front", start.plusSeconds(60)));
  }

  @Test
  void releasedTooLateOrOver_holdsNothing() {
    String key = clip("front", THEN.plus(Duration.ofHours(2)));
    Hold held = span(HoldState.HELD).build();
    for (HoldState state : List.of(HoldState.RELEASED, HoldState.TOO_LATE)) {
      assertThat(HeldObjects.of(List.of(held, span(state).build()), NOW)).rejects(key);
    }
    Hold over = span(HoldState.HELD).setUntil(NOW).build();
    assertThat(HeldObjects.of(List.of(over), NOW)).rejects(key);
    Hold still = span(HoldState.HELD).setUntil(NOW.plusSeconds(1)).build();
    assertThat(HeldObjects.of(List.of(still), NOW)).accepts(key);
  }
}
