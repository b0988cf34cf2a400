package io.sightline.ingest.events.onvif;

import static io.sightline.ingest.events.onvif.FakeCamera.item;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.sightline.ingest.events.ToldEvent;
import io.sightline.ingest.events.ToldEvent.Phase;
import io.sightline.ingest.events.ToldThere;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OnvifCameraTest {
  private static final String CELLS = "tns1:RuleEngine/CellMotionDetector/Motion";

  private final HttpClient http = HttpClient.newHttpClient();
  private final ToldThere told = new ToldThere();
  private FakeCamera device;
  private OnvifCamera camera;

  @BeforeEach
  void start() throws Exception {
    device = new FakeCamera();
    camera =
        new OnvifCamera("cam", "${ONVIF}", text -> device.address(), http, Clock.systemUTC(), told);
  }

  @AfterEach
  void close() {
    camera.close();
    device.close();
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(60, TimeUnit.SECONDS);
  }

  private List<ToldEvent> of(Phase phase) {
    return told.events.stream().filter(event -> event.phase() == phase).toList();
  }

  @Test
  void motion_isOneEventFromItsStartToItsEnd() {
    camera.start();
    device.tell(CELLS, item("IsMotion", "false"), "Initialized");
    device.tell(CELLS, item("IsMotion", "true"));
    await().until(() -> of(Phase.ONGOING).size() >= 2);
    device.tell(CELLS, item("IsMotion", "false"));
    await().until(() -> !of(Phase.ENDED).isEmpty());

    assertThat(told.events).extracting(ToldEvent::id).containsOnly(of(Phase.STARTED).get(0).id());
    ToldEvent started = of(Phase.STARTED).get(0);
    assertThat(started.source()).isEqualTo("onvif");
    assertThat(started.label()).isEqualTo("motion");
    assertThat(of(Phase.STARTED)).hasSize(1);
    assertThat(camera.trouble()).isEmpty();
    camera.close();
    await().until(() -> device.asked.contains("Unsubscribe"));
  }

  @Test
  void profiles_areListedAndTheSmallerOneIsACandidate() throws Exception {
    OnvifFacts facts = OnvifFacts.ask(device.address(), Clock.systemUTC());
    assertThat(facts.profiles())
        .extracting(OnvifProfile::name, OnvifProfile::width, OnvifProfile::fps)
        .containsExactly(
            tuple("mainStream", 2560, 15), tuple("subStream", 640, 15), tuple("third", 320, 15));
    assertThat(facts.analysisSource()).contains("rtsp://192.0.2.9:554/sub");
    assertThat(facts.toString()).doesNotContain("s3cret");
    assertThat(facts.events()).contains("RuleEngine/CellMotionDetector/Motion");
    assertThat(facts.services()).contains(OnvifMedia.MEDIA);
  }

  @Test
  void oneProfile_noneIsACandidate() {
    OnvifProfile only = new OnvifProfile("a", "a", "H264", 1920, 1080, 15, "rtsp://a/");
    OnvifProfile tiny = new OnvifProfile("b", "b", "H264", 160, 90, 15, "rtsp://b/");
    assertThat(OnvifProfile.smaller(List.of(only))).isEmpty();
    assertThat(OnvifProfile.smaller(List.of(only, tiny))).contains(tiny);
  }

  @Test
  void cameraWithAWrongClock_isAskedByItsOwnTime() {
    device.ahead = Duration.ofDays(-2000);
    camera.start();
    Instant before = Instant.now();
    device.tell(CELLS, item("IsMotion", "true"));
    await().until(() -> !told.events.isEmpty());
    assertThat(Duration.between(before, told.events.get(0).startedAt()).abs())
        .isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void forgottenSubscription_isMadeAgainAndTheEventGoesOn() {
    camera.start();
    device.tell(CELLS, item("IsMotion", "true"));
    await().until(() -> !of(Phase.STARTED).isEmpty());
    device.forgets = true;
    await().until(() -> device.asked.stream().filter(this::isSubscription).count() == 2);
    device.tell(CELLS, item("IsMotion", "true"), "Initialized");
    device.tell(CELLS, item("IsMotion", "false"));
    await().until(() -> !of(Phase.ENDED).isEmpty());
    assertThat(told.events).extracting(ToldEvent::id).containsOnly(of(Phase.STARTED).get(0).id());
    assertThat(of(Phase.STARTED)).hasSize(1);
  }

  private boolean isSubscription(String name) {
    return name.equals("CreatePullPointSubscription");
  }

  @Test
  void wrongPassword_isSaidAndNotTriedAgainAtOnce() {
    OnvifCamera stranger =
        new OnvifCamera(
            "cam",
            "",
            text -> device.address().replace("p%40ss", "wrong"),
            http,
            Clock.systemUTC(),
            told);
    stranger.start();
    await().until(() -> stranger.trouble().contains("NotAuthorized"));
    assertThat(device.asked).containsExactly("GetSystemDateAndTime", "GetServices");
    assertThat(stranger.trouble()).doesNotContain("wrong");
    stranger.close();
  }

  @Test
  void nonsense_isTroubleAndPasses() {
    device.nonsense.add("<html>busy</html>".getBytes(UTF_8));
    device.nonsense.add("no xml at all".getBytes(UTF_8));
    camera.start();
    device.tell("tns1:VideoSource/MotionAlarm", item("State", "true"));
    await().until(() -> !told.events.isEmpty());
    assertThat(told.refused).isNotEmpty().containsOnly("failed");
  }

  @Test
  void entities_areRefusedUnread() {
    String bomb =
        """
        <?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>\
        <s:Envelope xmlns:s="x"><s:Body>&e;</s:Body></s:Envelope>""";
    assertThatThrownBy(() -> Xml.parse(bomb.getBytes(UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("DOCTYPE is disallowed");
  }

  @Test
  void tooLargeAnAnswer_isCutOff() throws Exception {
    device.nonsense.add(new byte[3 << 20]);
    assertThatThrownBy(() -> OnvifDevice.connect(http, device.address(), Clock.systemUTC()))
        .hasMessageContaining("more than 1048576 bytes");
  }

  @Test
  void device_saysClockServicesAndTopics() throws Exception {
    device.ahead = Duration.ofMinutes(90);
    OnvifDevice known = OnvifDevice.connect(http, device.address(), Clock.systemUTC());
    assertThat(known.clockAhead()).isBetween(Duration.ofMinutes(89), Duration.ofMinutes(91));
    assertThat(known.topics())
        .containsExactly("RuleEngine/CellMotionDetector/Motion", "VideoSource/MotionAlarm");
    assertThat(known.services())
        .containsEntry(
            "http://www.onvif.org/ver10/events/wsdl",
            URI.create("http://127.0.0.1:" + device.port() + "/onvif/event_service"));
  }
}
