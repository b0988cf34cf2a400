package io.sightline.ingest.events.onvif;

import io.sightline.ingest.events.onvif.SoapClient.Question;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** A subscription whose messages are pulled. */
final class PullPoint {
  /** It ends by itself after so long without {@link #renew()}. */
  static final Duration LIFE = Duration.ofSeconds(120);

  private static final String EVENTS = "http://www.onvif.org/ver10/events/wsdl";
  private static final String NOTIFY = "http://docs.oasis-open.org/wsn/b-2";
  private static final String MANAGER = "http://docs.oasis-open.org/wsn/bw-2/SubscriptionManager";
  private static final int MAX_MESSAGES = 64;

  private final SoapClient soap;
  private final URI address;
  private final String headers;

  PullPoint(SoapClient soap, URI address, String headers) {
    this.soap = soap;
    this.address = address;
    this.headers = headers;
  }

  /** Waits on the device for messages, for so long. */
  List<Notice> pull(Duration wait) throws IOException, InterruptedException {
    String body =
        "<PullMessages xmlns=\"%s\"><Timeout>%s</Timeout><MessageLimit>%d</MessageLimit>"
                .formatted(EVENTS, wait, MAX_MESSAGES)
            + "</PullMessages>";
    return Notice.all(
        soap.ask(
            question(
                EVENTS + "/PullPointSubscription/PullMessagesRequest",
                body,
                wait.plus(SoapClient.USUAL))));
  }

  void renew() throws IOException, InterruptedException {
    String body =
        "<Renew xmlns=\"%s\"><TerminationTime>%s</TerminationTime></Renew>".formatted(NOTIFY, LIFE);
    soap.ask(question(MANAGER + "/RenewRequest", body, SoapClient.USUAL));
  }

  void unsubscribe() throws IOException, InterruptedException {
    soap.ask(
        question(
            MANAGER + "/UnsubscribeRequest",
            "<Unsubscribe xmlns=\"" + NOTIFY + "\"/>",
            Duration.ofSeconds(2)));
  }

  private Question question(String action, String body, Duration timeout) {
    return new Question(address, action, body, headers, timeout);
  }
}
