package io.sightline.ingest.events.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.ingest.events.ToldEvent;
import io.sightline.ingest.events.ToldEvent.Phase;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OnvifRulesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private final OnvifRules rules = new OnvifRules(Clock.fixed(NOW, ZoneOffset.UTC));

  private Optional<ToldEvent> read(String topic, Map<String, String> data) {
    return rules.read(new Notice(topic, Map.of("Rule", "1"), data, NOW, false), Duration.ZERO);
  }

  private ToldEvent told(String topic, Map<String, String> data) {
    return read(topic, data).orElseThrow();
  }

  @Test
  void rulesOfMakers_areToldWithWhatTheySaw() {
    assertThat(told("RuleEngine/MyRuleDetector/PeopleDetect", Map.of("State", "true")).label())
        .isEqualTo("person");
    assertThat(told("RuleEngine/MyRuleDetector/DogCatDetect", Map.of("State", "1")).label())
        .isEqualTo("animal");
    assertThat(
            told(
                    "RuleEngine/FieldDetector/ObjectsInside",
                    Map.of("IsInside", "true", "Type", "Car"))
                .label())
        .isEqualTo("car");
    ToldEvent crossed =
        told(
            "RuleEngine/LineDetector/Crossed",
            Map.of("ObjectId", "7", "ClassTypes", "Human", "Likelihood", "0.8"));
    assertThat(crossed.phase()).isEqualTo(Phase.SINGLE);
    assertThat(crossed.label()).isEqualTo("human");
    assertThat(crossed.score()).isEqualTo(0.8f);
  }

  @Test
  void otherTopicsAndEmptyRules_areNothing() {
    assertThat(read("Device/Trigger/DigitalInput", Map.of("LogicalState", "true"))).isEmpty();
    assertThat(read("VideoSource/ImageTooDark/ImagingService", Map.of("State", "true"))).isEmpty();
    assertThat(read("RuleEngine/LineDetector/Crossed", Map.of("ObjectId", "7"))).isEmpty();
  }

  @Test
  void propertyThatIsDeleted_isOver() {
    ToldEvent started = told("RuleEngine/X/Y", Map.of("State", "true"));
    Notice gone = new Notice("RuleEngine/X/Y", Map.of("Rule", "1"), Map.of(), NOW, true);
    ToldEvent ended = rules.read(gone, Duration.ZERO).orElseThrow();
    assertThat(ended.id()).isEqualTo(started.id());
    assertThat(ended.phase()).isEqualTo(Phase.ENDED);
    assertThat(rules.stillOpen()).isEmpty();
  }

  @Test
  void nextEventOfTheSameRule_hasAnotherId() {
    String first = told("RuleEngine/X/Y", Map.of("State", "true")).id();
    assertThat(told("RuleEngine/X/Y", Map.of("State", "false")).id()).isEqualTo(first);
    assertThat(told("RuleEngine/X/Y", Map.of("State", "true")).id()).isNotEqualTo(first);
  }

  @Test
  void address_isReadWithItsSecretsAndShownWithout() {
    OnvifAddress address = OnvifAddress.parse("http://us%65r:p@ss:w%rd@192.0.2.1:8080/x");
    assertThat(address.user()).isEqualTo("user");
    assertThat(address.password()).isEqualTo("p@ss:w%rd");
    assertThat(address.device()).isEqualTo(URI.create("http://192.0.2.1:8080/x"));
    assertThat(address.toString()).doesNotContain("ss");
    assertThat(OnvifAddress.parse("https://camera").device())
        .isEqualTo(URI.create("https://camera/onvif/device_service"));
    assertThat(address.service("http://10.0.0.1/onvif/events?x=1"))
        .isEqualTo(URI.create("http://192.0.2.1:8080/onvif/events?x=1"));
    assertThatThrownBy(() -> OnvifAddress.parse("rtsp://user:secret@camera/"))
        .hasMessageContaining("scheme 'rtsp'")
        .hasMessageNotContaining("secret");
  }

  @Test
  void digest_isThatOfTheProfile() {
    // The example of ONVIF's programmer's guide.
    byte[] nonce = Base64.getDecoder().decode("LKqI6G/AikKCQrN0zqZFlg==");
    UsernameToken token =
        new UsernameToken("user", "userpassword", nonce, Instant.parse("2010-09-16T07:50:45Z"));
    assertThat(token.digest()).isEqualTo("tuOSpGlFlIXsozq4HFNeeGeFLEI=");
    assertThat(token.header()).contains(">LKqI6G/AikKCQrN0zqZFlg==<");
  }
}
