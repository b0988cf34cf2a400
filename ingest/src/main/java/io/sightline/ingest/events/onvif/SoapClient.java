package io.sightline.ingest.events.onvif;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.w3c.dom.Element;

/** Asks a device and gives its answer, in SOAP 1.2. */
final class SoapClient {
  static final Duration USUAL = Duration.ofSeconds(10);
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_REASON = 200;

  private final HttpClient http;
  private final OnvifAddress address;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private volatile Duration deviceAhead = Duration.ZERO;

  SoapClient(HttpClient http, OnvifAddress address, Clock clock) {
    this.http = http;
    this.address = address;
    this.clock = clock;
  }

  /**
   * A question.
   *
   * @param action its WS-Addressing action
   * @param body its XML
   * @param headers more XML for the header, of a subscription for example
   */
  record Question(URI to, String action, String body, String headers, Duration timeout) {}

  OnvifAddress address() {
    return address;
  }

  Clock clock() {
    return clock;
  }

  /** How far the device's clock is ahead of this host's. */
  Duration deviceAhead() {
    return deviceAhead;
  }

  void deviceAhead(Duration ahead) {
    deviceAhead = ahead;
  }

  /** Asks as nobody. */
  Element askOpenly(Question question) throws IOException, InterruptedException {
    return ask(question, "");
  }

  /** Asks with user and password, if there are any; returns the body's element. */
  Element ask(Question question) throws IOException, InterruptedException {
    return ask(question, address.user().isEmpty() ? "" : token().header());
  }

  private UsernameToken token() {
    byte[] nonce = new byte[16];
    random.nextBytes(nonce);
    return new UsernameToken(
        address.user(), address.password(), nonce, clock.instant().plus(deviceAhead));
  }

  private Element ask(Question question, String security) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(question.to())
            .timeout(question.timeout())
            .header(
                "Content-Type",
                "application/soap+xml; charset=utf-8; action=\"" + question.action() + "\"")
            .POST(BodyPublishers.ofByteArray(envelope(question, security).getBytes(UTF_8)))
            .build();
    HttpResponse<byte[]> answer = send(request, question.timeout());
    if (answer.statusCode() == 401) {
      throw new OnvifException("HTTP 401: user or password is refused", true);
    }
    boolean soap = answer.statusCode() == 200 || answer.body().length > 0;
    if (!soap) {
      throw new IOException("HTTP " + answer.statusCode() + " without an answer");
    }
    return body(answer);
  }

  /** The request's own timeout ends with the headers; a body that trickles must end too. */
  private HttpResponse<byte[]> send(HttpRequest request, Duration timeout)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> sent =
        http.sendAsync(request, info -> new LimitedBody(MAX_BYTES));
    try {
      return sent.get(timeout.toMillis() + 500, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(String.valueOf(cause.getMessage()), cause);
    } catch (TimeoutException e) {
      throw new IOException("no whole answer within " + timeout.toSeconds() + " s", e);
    } finally {
      sent.cancel(true);
    }
  }

  private static Element body(HttpResponse<byte[]> answer) throws IOException {
    Element envelope;
    try {
      envelope = Xml.parse(answer.body());
    } catch (IOException e) {
      throw new IOException("HTTP " + answer.statusCode() + ", " + e.getMessage(), e);
    }
    Element body = Xml.first(envelope, "Body");
    if (body == null) {
      throw new IOException("HTTP " + answer.statusCode() + " without a SOAP body");
    }
    Element fault = Xml.first(body, "Fault");
    if (fault != null) {
      throw fault(fault);
    }
    return body;
  }

  private static OnvifException fault(Element fault) {
    String codes =
        String.join(" ", Xml.all(fault, "Value").stream().map(v -> v.getTextContent()).toList());
    String reason = Xml.text(fault, "Text");
    boolean unauthorized =
        codes.contains("NotAuthorized")
            || codes.contains("FailedAuthentication")
            || codes.contains("FailedCheck");
    String told = "fault " + codes.strip() + ": " + reason;
    return new OnvifException(told.substring(0, Math.min(MAX_REASON, told.length())), unauthorized);
  }

  private static String envelope(Question question, String security) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>\
        <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"\
         xmlns:a="http://www.w3.org/2005/08/addressing"><s:Header>\
        <a:Action s:mustUnderstand="1">%s</a:Action><a:MessageID>urn:uuid:%s</a:MessageID>\
        <a:To s:mustUnderstand="1">%s</a:To>%s%s</s:Header><s:Body>%s</s:Body></s:Envelope>"""
        .formatted(
            question.action(),
            UUID.randomUUID(),
            Xml.escape(question.to().toString()),
            question.headers(),
            security,
            question.body());
  }
}
