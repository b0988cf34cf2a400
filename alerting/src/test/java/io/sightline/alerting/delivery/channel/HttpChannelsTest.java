package io.sightline.alerting.delivery.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.alerting.delivery.Receiver;
import io.sightline.alerting.delivery.message.Answer;
import io.sightline.alerting.delivery.message.Answer.Kind;
import io.sightline.alerting.delivery.message.Channel;
import io.sightline.alerting.delivery.message.Message;
import io.sightline.avro.Severity;
import io.sightline.runtime.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Payloads as ntfy, Slack, Discord and Telegram document them. */
class HttpChannelsTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String LINK = "https://cams.example/media/pictures/a.jpg?exp=1&sig=x";
  private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, 13, 10, 45, 45};
  private Receiver receiver;
  private Receiver console;

  @BeforeEach
  void start() throws Exception {
    receiver = new Receiver();
    console = new Receiver();
    console.body = JPEG;
  }

  @AfterEach
  void stop() {
    receiver.close();
    console.close();
  }

  private Receiver.Call send(Channel channel, Message message) throws Exception {
    assertThat(channel.send(message).kind()).isEqualTo(Kind.DELIVERED);
    assertThat(receiver.calls).hasSize(1);
    Receiver.Call call = receiver.calls.get(0);
    assertThat(call.headers().getFirst("idempotency-key")).isEqualTo(message.idempotencyKey());
    return call;
  }

  private static JsonNode json(Receiver.Call call) throws Exception {
    assertThat(call.headers().getFirst("content-type")).startsWith("application/json");
    return new ObjectMapper().readTree(call.body());
  }

  private Secret secretUrl() {
    return new Secret(receiver.url().toString());
  }

  @Test
  void ntfy_isPublishedAsJsonWithPriorityAndPicture() throws Exception {
    NtfyConfig config = new NtfyConfig(receiver.url(), "cams", new Secret("tk_1"), null);

    Receiver.Call call =
        send(new NtfyChannel(config, TIMEOUT), Messages.of(Severity.CRITICAL, LINK));

    JsonNode payload = json(call);
    assertThat(call.headers().getFirst("authorization")).isEqualTo("Bearer tk_1");
    assertThat(payload.get("topic").asText()).isEqualTo("cams");
    assertThat(payload.get("title").asText()).isEqualTo("person at <hall> & @everyone");
    assertThat(payload.get("message").asText()).contains("80 %\nrule");
    assertThat(payload.get("priority").asInt()).isEqualTo(5);
    assertThat(payload.get("attach").asText()).isEqualTo(LINK);
    assertThat(payload.get("tags").get(0).asText()).isEqualTo("hall");
  }

  @Test
  void slack_getsBlocksThatMeanNothingElse() throws Exception {
    SlackConfig config = new SlackConfig(secretUrl(), null);

    JsonNode payload =
        json(send(new SlackChannel(config, TIMEOUT), Messages.of(Severity.WARNING, LINK)));

    assertThat(payload.get("text").asText()).isEqualTo("person at &lt;hall&gt; &amp; @everyone");
    assertThat(payload.at("/blocks/0/type").asText()).isEqualTo("header");
    assertThat(payload.at("/blocks/0/text/type").asText()).isEqualTo("plain_text");
    assertThat(payload.at("/blocks/1/text/type").asText()).isEqualTo("mrkdwn");
    assertThat(payload.at("/blocks/2/type").asText()).isEqualTo("image");
    assertThat(payload.at("/blocks/2/image_url").asText()).isEqualTo(LINK);
    assertThat(payload.at("/blocks/2/alt_text").asText()).isNotEmpty();
  }

  @Test
  void discord_getsAnEmbedAndCallsNobody() throws Exception {
    DiscordConfig config = new DiscordConfig(secretUrl(), PictureMode.LINK);

    JsonNode payload =
        json(send(new DiscordChannel(config, TIMEOUT), Messages.of(Severity.WARNING, LINK)));

    assertThat(payload.at("/allowed_mentions/parse").isArray()).isTrue();
    assertThat(payload.at("/allowed_mentions/parse")).isEmpty();
    assertThat(payload.at("/embeds/0/title").asText()).contains("@everyone");
    assertThat(payload.at("/embeds/0/image/url").asText()).isEqualTo(LINK);
    assertThat(payload.at("/embeds/0/color").isInt()).isTrue();
  }

  @Test
  void discordWithThePictureItself_sendsItAsAFile() throws Exception {
    DiscordConfig config = new DiscordConfig(secretUrl(), PictureMode.ATTACH);

    Receiver.Call call =
        send(
            new DiscordChannel(config, TIMEOUT),
            Messages.of(Severity.WARNING, console.url().toString()));

    assertThat(call.headers().getFirst("content-type"))
        .startsWith("multipart/form-data; boundary=");
    String body = new String(call.body(), StandardCharsets.ISO_8859_1);
    assertThat(body)
        .contains("name=\"payload_json\"\r\nContent-Type: application/json\r\n\r\n{")
        .contains("\"url\":\"attachment://picture.jpg\"")
        .contains("name=\"files[0]\"; filename=\"picture.jpg\"\r\nContent-Type: image/jpeg")
        .contains(new String(JPEG, StandardCharsets.ISO_8859_1))
        .endsWith("--\r\n");
  }

  private TelegramConfig telegram(PictureMode picture) {
    URI api = URI.create(receiver.url().toString().replace("/hook", "/"));
    return new TelegramConfig(new Secret("12:ab-C"), "-100123", api, picture);
  }

  @Test
  void telegram_getsAMessageWithoutAPicture() throws Exception {
    Receiver.Call call =
        send(
            new TelegramChannel(telegram(PictureMode.ATTACH), TIMEOUT),
            Messages.of(Severity.INFO, null));

    JsonNode payload = json(call);
    assertThat(call.path()).isEqualTo("/bot12:ab-C/sendMessage");
    assertThat(payload.get("chat_id").asText()).isEqualTo("-100123");
    assertThat(payload.get("text").asText()).startsWith("person at <hall>");
    assertThat(payload.get("disable_notification").asBoolean()).isTrue();
  }

  @Test
  void telegram_getsAPhotoByLinkOrItself() throws Exception {
    JsonNode payload =
        json(
            send(
                new TelegramChannel(telegram(PictureMode.LINK), TIMEOUT),
                Messages.of(Severity.WARNING, LINK)));
    assertThat(receiver.calls.get(0).path()).isEqualTo("/bot12:ab-C/sendPhoto");
    assertThat(payload.get("photo").asText()).isEqualTo(LINK);

    receiver.calls.clear();
    Receiver.Call call =
        send(
            new TelegramChannel(telegram(PictureMode.ATTACH), TIMEOUT),
            Messages.of(Severity.WARNING, console.url().toString()));
    assertThat(call.path()).isEqualTo("/bot12:ab-C/sendPhoto");
    assertThat(new String(call.body(), StandardCharsets.ISO_8859_1))
        .contains("name=\"photo\"; filename")
        .contains("name=\"caption\"");
  }

  @Test
  void pictureThatCannotBeFetched_isNoReasonNotToTell() throws Exception {
    console.answers.add(404);

    Answer answer =
        new TelegramChannel(telegram(PictureMode.ATTACH), TIMEOUT)
            .send(Messages.of(Severity.WARNING, console.url().toString()));

    assertThat(answer.kind()).isEqualTo(Kind.DELIVERED);
    assertThat(answer.text()).isEqualTo("HTTP 200, without picture: the console answers HTTP 404");
    assertThat(receiver.calls.get(0).path()).endsWith("/sendMessage");
  }

  @Test
  void tooMany_isLeftAloneAsLongAsTheReceiverSays() throws Exception {
    Channel slack = new SlackChannel(new SlackConfig(secretUrl(), null), TIMEOUT);
    receiver.answers.add(429);
    receiver.retryAfter = "30";
    Answer byHeader = slack.send(Messages.of(Severity.WARNING, null));
    assertThat(byHeader.kind()).isEqualTo(Kind.AWAY);
    assertThat(byHeader.retryAfter()).isEqualTo(Duration.ofSeconds(30));

    receiver.retryAfter = "";
    receiver.answers.add(429);
    receiver.body = "{\"ok\":false,\"parameters\":{\"retry_after\":7}}".getBytes();
    Answer byBody =
        new TelegramChannel(telegram(PictureMode.NONE), TIMEOUT)
            .send(Messages.of(Severity.WARNING, null));
    assertThat(byBody.retryAfter()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void refusal_saysWhatTheReceiverSaidAndNoSecret() throws Exception {
    receiver.answers.add(400);
    receiver.body = "{\"description\":\n \"chat not found\"}".getBytes();

    Answer answer =
        new TelegramChannel(telegram(PictureMode.NONE), TIMEOUT)
            .send(Messages.of(Severity.WARNING, null));

    assertThat(answer.kind()).isEqualTo(Kind.REFUSED);
    assertThat(answer.text()).isEqualTo("HTTP 400: {\"description\": \"chat not found\"}");
  }
}
