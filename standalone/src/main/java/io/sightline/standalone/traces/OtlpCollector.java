package io.sightline.standalone.traces;

import io.opentelemetry.exporter.internal.FailedExportException.HttpExportException;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.sightline.runtime.Failures;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A collector that takes OpenTelemetry's protocol over HTTP. */
final class OtlpCollector implements AutoCloseable {
  /** What OTLP calls a request that is not to be made again, and what is too large for ever. */
  private static final Set<Integer> FOR_GOOD = Set.of(400, 413);

  /** Its warnings say what we say; held here, since the JDK forgets loggers that nobody holds. */
  private static final Logger THEIRS = Logger.getLogger("io.opentelemetry");

  static {
    THEIRS.setLevel(Level.OFF);
  }

  private final URI url;
  private final Duration timeout;
  private final OtlpHttpSpanExporter exporter;

  OtlpCollector(TracesConfig config) {
    this.url = Objects.requireNonNull(config.url());
    this.timeout = config.timeout();
    OtlpHttpSpanExporterBuilder builder =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(url.toString())
            .setTimeout(timeout)
            .setConnectTimeout(timeout)
            .setCompression("gzip")
            .setRetryPolicy(null); // whoever sends tries again
    config.headers().forEach((name, value) -> builder.addHeader(name, value.value()));
    this.exporter = builder.build();
  }

  /**
   * Returns when the collector has them all; sent twice, a span is the same one.
   *
   * @return why it will never take them; empty: it has taken them
   * @throws IOException it does not take them now
   */
  Optional<String> send(List<Span> spans) throws IOException {
    List<SpanData> all = spans.stream().<SpanData>map(OtlpSpan::of).toList();
    CompletableResultCode result = exporter.export(all);
    result.join(timeout.plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
    if (result.isSuccess()) {
      return Optional.empty();
    }
    Throwable why = result.getFailureThrowable();
    HttpResponse answer =
        why instanceof HttpExportException failed && failed.failedWithResponse()
            ? failed.getResponse()
            : null;
    if (answer != null && FOR_GOOD.contains(answer.getStatusCode())) {
      return Optional.of(said(answer));
    }
    throw new IOException(
        "collector %s does not take spans: %s".formatted(url, reason(answer, why)), why);
  }

  private String reason(@Nullable HttpResponse answer, @Nullable Throwable why) {
    if (answer != null) {
      return said(answer);
    }
    return why == null || why.getCause() == null
        ? "no answer within " + timeout.toSeconds() + " s"
        : Failures.describe(why.getCause());
  }

  private static String said(HttpResponse answer) {
    return "HTTP %d %s".formatted(answer.getStatusCode(), answer.getStatusMessage());
  }

  @Override
  public void close() {
    exporter.shutdown().join(1, TimeUnit.SECONDS);
  }
}
