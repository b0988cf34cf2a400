package io.sightline.ingest.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Activity;
import io.sightline.avro.CameraHealth;
import io.sightline.avro.Clip;
import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import io.sightline.avro.Mark;
import io.sightline.schemas.TraceParent;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class FactTraceTest {
  private static final String TRACE = TraceParent.ofActivity("hall-a1").traceId();

  @Test
  void whatIsAboutAnActivity_isPartOfItsTrace() {
    for (SpecificRecord fact :
        List.of(
            activity("hall-a1"),
            frame().setActivityId("hall-a1").build(),
            mark(activity("hall-a1")),
            clip("hall-a1"))) {
      assertThat(Objects.requireNonNull(FactTrace.of(fact)).traceId()).isEqualTo(TRACE);
    }
  }

  @Test
  void records_areSpansOfTheirOwn() {
    assertThat(FactTrace.of(activity("hall-a1")))
        .isNotEqualTo(FactTrace.of(frame().setActivityId("hall-a1").build()));
  }

  @Test
  void whatIsAboutNoneOrSeveral_isPartOfNone() {
    assertThat(FactTrace.of(mark())).isNull();
    assertThat(FactTrace.of(mark(activity("hall-a1"), activity("hall-s1")))).isNull();
    assertThat(FactTrace.of(frame().build())).isNull();
    assertThat(FactTrace.of(CameraHealth.newBuilder().setCamera("hall").setRecordId("h").build()))
        .isNull();
  }

  private static Activity activity(String id) {
    return Activity.newBuilder().setActivityId(id).setRecordId(id + "/s").setCamera("hall").build();
  }

  private static Clip clip(String activity) {
    return Clip.newBuilder()
        .setClipId("hall-c1")
        .setRecordId("hall-c1/0")
        .setCamera("hall")
        .setActivityId(activity)
        .build();
  }

  private static FrameRef.Builder frame() {
    return FrameRef.newBuilder().setRecordId("hall-f1").setCamera("hall").setKind(FrameKind.FRAME);
  }

  private static FrameRef mark(Activity... ended) {
    return frame()
        .setKind(FrameKind.MARK)
        .setMark(Mark.newBuilder().setEnded(List.of(ended)).build())
        .build();
  }
}
