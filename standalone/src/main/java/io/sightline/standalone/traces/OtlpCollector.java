package io.sightline.standalone.traces;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A collector that takes OpenTelemetry's protocol over HTTP. */
final class OtlpCollector implements AutoCloseable {
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

  /** Returns when the collector has them all; sent twice, a span is the same one. */
  void send(List<Span> spans) throws IOException {
    List<SpanData> all = spans.stream().<SpanData>map(OtlpSpan::of).toList();
    CompletableResultCode result = exporter.export(all);
    result.join(timeout.plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
    if (!result.isSuccess()) {
      Throwable why = result.getFailureThrowable();
      throw new IOException(
          "collector %s does not take spans: %s"
              .formatted(url, why == null ? "no answer within " + timeout.toSeconds() + " s" : why),
          why);
    }
  }

  @Override
  public void close() {
    exporter.shutdown().join(1, TimeUnit.SECONDS);
  }
}
