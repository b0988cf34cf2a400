package io.sightline.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
  private static final TraceParent TRACE = TraceParent.ofActivity("hall-a1k0wfaepkhy");

  @Test
  void activity_hasTheSameTraceWhoeverTellsIt() {
    assertThat(TraceParent.ofActivity("hall-a1k0wfaepkhy")).isEqualTo(TRACE);
    assertThat(TraceParent.ofActivity("hall-a1k0wfaepkhz").traceId()).isNotEqualTo(TRACE.traceId());
  }

  @Test
  void traceId_isTheOneThatTheGuideTellsHowToReckon() {
    // printf trace/hall-a1k0wfaepkhy | sha256sum | cut -c 1-32
    assertThat(TRACE.traceId()).isEqualTo("c259868d66bf53b586376140b0974ad0");
  }

  @Test
  void child_isAnotherSpanOfTheSameTrace() {
    TraceParent child = TRACE.child("hall-f1-d");

    assertThat(child.traceId()).isEqualTo(TRACE.traceId());
    assertThat(child.spanId()).isNotEqualTo(TRACE.spanId());
    assertThat(TRACE.child("hall-f1-d")).isEqualTo(child);
    assertThat(TRACE.child("hall-f2-d")).isNotEqualTo(child);
  }

  @Test
  void text_isReadAsItIsWritten() {
    assertThat(TRACE.toString()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    assertThat(TraceParent.parse(TRACE.toString())).contains(TRACE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01"
      })
  void whatIsNoTraceContext_isNone(String text) {
    assertThat(TraceParent.parse(text)).isEmpty();
  }

  @Test
  void idsOfZeros_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TraceParent("0".repeat(32), TRACE.spanId()))
        .withMessageContaining("not all zero");
  }
}
