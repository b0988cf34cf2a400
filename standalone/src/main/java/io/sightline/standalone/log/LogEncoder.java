package io.sightline.standalone.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.util.Set;

/** Lines for people, or for machines. Logback makes it by name, and sets it up. */
public final class LogEncoder extends EncoderBase<ILoggingEvent> {
  private static final Set<String> FORMATS = Set.of("text", "json");

  private final PatternLayout text = new PatternLayout();
  private String format = "text";

  /** {@code text} or {@code json}; anything else is text that begins with a complaint. */
  public void setFormat(String name) {
    format = name;
  }

  /** Of a line for people. */
  public void setPattern(String pattern) {
    text.setPattern(pattern);
  }

  @Override
  public void start() {
    text.setContext(getContext());
    text.start();
    super.start();
  }

  @Override
  public byte[] headerBytes() {
    return FORMATS.contains(format)
        ? new byte[0]
        : "SIGHTLINE_LOG_FORMAT '%s': expected text or json; this is text%n"
            .formatted(format)
            .getBytes(UTF_8);
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    return format.equals("json") ? JsonLines.of(event) : text.doLayout(event).getBytes(UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }
}
