package io.sightline.e2e.observability;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Takes spans as a collector of OpenTelemetry does, over HTTP, and keeps them. */
public final class TraceCollector implements AutoCloseable {
  private static final int UNAVAILABLE = 503;
  private static final int OK = 200;

  private final HttpServer server;
  private final Map<String, Trace> traces = new TreeMap<>();
  private final Headers headers = new Headers();
  private int refusals;

  private TraceCollector(HttpServer server, int refusals) {
    this.server = server;
    this.refusals = refusals;
  }

  /**
   * @param refusals how many requests it does not take at first
   */
  public static TraceCollector refusing(int refusals) throws IOException {
    InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    TraceCollector collector = new TraceCollector(HttpServer.create(here, 0), refusals);
    collector.server.createContext("/v1/traces", collector::take);
    collector.server.start();
    return collector;
  }

  /** Where it takes them. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
  }

  /**
   * A trace as it came.
   *
   * @param spans by id; what came twice is there once
   * @param services of each span, by id
   */
  public record Trace(Map<String, Span> spans, Map<String, String> services) {
    Set<String> names() {
      return spans.values().stream().map(Span::getName).collect(Collectors.toSet());
    }

    List<Span> roots() {
      return spans.values().stream().filter(span -> span.getParentSpanId().isEmpty()).toList();
    }

    /** Those that name a parent which is not there. */
    List<Span> withoutParent() {
      return spans.values().stream()
          .filter(span -> !span.getParentSpanId().isEmpty())
          .filter(span -> !spans.containsKey(parent(span)))
          .toList();
    }

    /** What the parents of all spans of a name are called. */
    List<String> parents(String name) {
      return spans.values().stream()
          .filter(span -> span.getName().equals(name))
          .map(span -> spans.get(parent(span)).getName())
          .toList();
    }

    /** By which processes spans of a name were made. */
    List<String> service(String name) {
      return spans.entrySet().stream()
          .filter(entry -> entry.getValue().getName().equals(name))
          .map(entry -> services.get(entry.getKey()))
          .toList();
    }

    private static String parent(Span span) {
      return HexFormat.of().formatHex(span.getParentSpanId().toByteArray());
    }
  }

  /** As far as they have come. */
  public synchronized List<Trace> traces() {
    return traces.values().stream()
        .map(trace -> new Trace(Map.copyOf(trace.spans()), Map.copyOf(trace.services())))
        .toList();
  }

  /** The values of a header of the last request. */
  synchronized List<String> headers(String name) {
    List<String> values = headers.get(name);
    return values == null ? List.of() : List.copyOf(values);
  }

  private synchronized void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = new GZIPInputStream(exchange.getRequestBody()).readAllBytes();
      headers.putAll(exchange.getRequestHeaders());
      if (refusals > 0) {
        refusals--;
        exchange.sendResponseHeaders(UNAVAILABLE, -1);
        return;
      }
      for (ResourceSpans spans : ExportTraceServiceRequest.parseFrom(body).getResourceSpansList()) {
        keep(spans);
      }
      exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(OK, -1);
    }
  }

  private void keep(ResourceSpans group) {
    String service =
        group.getResource().getAttributesList().stream()
            .filter(attribute -> attribute.getKey().equals("service.name"))
            .map(attribute -> attribute.getValue().getStringValue())
            .collect(Collectors.joining());
    group.getScopeSpansList().stream()
        .flatMap(scope -> scope.getSpansList().stream())
        .forEach(
            span -> {
              String id = HexFormat.of().formatHex(span.getSpanId().toByteArray());
              Trace trace =
                  traces.computeIfAbsent(
                      HexFormat.of().formatHex(span.getTraceId().toByteArray()),
                      key -> new Trace(new TreeMap<>(), new TreeMap<>()));
              trace.spans().put(id, span);
              trace.services().put(id, service);
            });
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
