package io.sightline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LogContextTest {
  @Test
  void fields_areThereUntilItIsClosedAndThenAsBefore() {
    try (LogContext outer = LogContext.of(LogContext.CAMERA, "hall")) {
      try (LogContext inner =
          LogContext.of(LogContext.CAMERA, "yard").and(LogContext.CLIP, "yard-c1")) {
        assertThat(inner).isNotSameAs(outer);
        assertThat(MDC.get("camera")).isEqualTo("yard");
        assertThat(MDC.get("clip")).isEqualTo("yard-c1");
      }
      assertThat(MDC.get("camera")).isEqualTo("hall");
      assertThat(MDC.get("clip")).isNull();
    }
    assertThat(MDC.get("camera")).isNull();
  }

  @Test
  void whatIsNotKnown_isLeftAsItIs() {
    try (LogContext outer = LogContext.of(LogContext.CAMERA, "hall");
        LogContext inner = LogContext.of(LogContext.CAMERA, null)) {
      assertThat(inner).isNotSameAs(outer);
      assertThat(MDC.get("camera")).isEqualTo("hall");
    }
  }
}
