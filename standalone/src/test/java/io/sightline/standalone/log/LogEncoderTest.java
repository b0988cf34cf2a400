package io.sightline.standalone.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.runtime.LogContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.BasicMDCAdapter;

/** With the configuration that the command comes with. */
class LogEncoderTest {
  private final LoggerContext context = new LoggerContext();

  @Test
  void json_isOneLineForEachEventWithWhatItIsAbout() throws Exception {
    List<String> lines =
        logged(
            "json",
            log -> {
              context.getMDCAdapter().put(LogContext.CAMERA, "hall");
              log.warn("first \"quoted\"\nsecond {}", 2);
              context.getMDCAdapter().remove(LogContext.CAMERA);
              log.error("broken", new IllegalStateException("why"));
            });

    assertThat(lines).hasSize(2);
    JsonNode first = new ObjectMapper().readTree(lines.get(0));
    assertThat(first.get("level").asText()).isEqualTo("WARN");
    assertThat(first.get("logger").asText()).isEqualTo("io.sightline.test");
    assertThat(first.get("message").asText()).isEqualTo("first \"quoted\"\nsecond 2");
    assertThat(first.get("camera").asText()).isEqualTo("hall");
    assertThat(first.get("time").asText()).endsWith("Z");
    JsonNode second = new ObjectMapper().readTree(lines.get(1));
    assertThat(second.has("camera")).isFalse();
    assertThat(second.get("error").asText()).isEqualTo("java.lang.IllegalStateException: why");
    assertThat(second.get("stack").asText()).contains("LogEncoderTest");
  }

  @Test
  void text_isForPeople() throws Exception {
    assertThat(logged("text", log -> log.warn("hello")))
        .singleElement()
        .asString()
        .matches("\\d{4}-.*Z WARN  \\[.*] io.sightline.test hello");
  }

  @Test
  void unknownFormat_isComplainedAboutAndText() throws Exception {
    assertThat(logged("xml", log -> log.warn("hello")))
        .first()
        .isEqualTo("SIGHTLINE_LOG_FORMAT 'xml': expected text or json; this is text");
  }

  private interface Saying {
    void say(Logger log);
  }

  private List<String> logged(String format, Saying saying) throws Exception {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    PrintStream real = System.err;
    System.setErr(new PrintStream(written, true, UTF_8));
    try {
      context.setMDCAdapter(new BasicMDCAdapter());
      context.putProperty("SIGHTLINE_LOG_FORMAT", format);
      JoranConfigurator configurator = new JoranConfigurator();
      configurator.setContext(context);
      configurator.doConfigure(getClass().getResource("/logback.xml"));
      saying.say(context.getLogger("io.sightline.test"));
      context.stop();
    } finally {
      System.setErr(real);
    }
    return written.toString(UTF_8).lines().toList();
  }
}
