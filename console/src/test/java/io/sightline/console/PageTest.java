package io.sightline.console;

import static io.sightline.console.Samples.alert;
import static io.sightline.console.Samples.alertClip;
import static io.sightline.console.Samples.camera;
import static io.sightline.console.Samples.clip;
import static io.sightline.console.Samples.decision;
import static io.sightline.console.Samples.health;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sightline.avro.Alert;
import io.sightline.avro.AlertState;
import io.sightline.avro.CameraState;
import io.sightline.avro.Clip;
import io.sightline.avro.ClipState;
import io.sightline.avro.FeedbackKind;
import io.sightline.clipstore.ClipStore;
import io.sightline.clipstore.crypt.EncryptedClipStore;
import io.sightline.schemas.Ids;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser. */
@Tag("browser")
class PageTest {
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  @TempDir static Path profile;
  private static Browser browser;
  private FakeConsole console;

  @BeforeAll
  static void startBrowser() throws Exception {
    browser = Browser.orSkip(profile);
  }

  @AfterAll
  static void stopBrowser() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void start() throws Exception {
    console = new FakeConsole();
    console.add(camera("room", "Living room").build());
    console.add(health("room").build());
    browser.complaints.clear();
  }

  @AfterEach
  void stop() throws Exception {
    browser.open("about:blank");
    console.close();
  }

  private void open() throws Exception {
    browser.open("http://localhost:" + console.server.port() + "/");
    browser.waitFor("document.querySelector('#connection').dataset.state === 'live'");
    browser.waitFor("document.querySelector('#panel-alerts').children.length > 0");
  }

  private Alert addAlert(Instant at) throws Exception {
    Alert alert = alert("room", at).build();
    console.store.put(alert.getSnapshot(), picture());
    console.add(clip("room", at).build());
    console.add(alert);
    return alert;
  }

  private static byte[] picture() throws Exception {
    BufferedImage image = new BufferedImage(320, 180, BufferedImage.TYPE_INT_RGB);
    Graphics2D paint = image.createGraphics();
    paint.setColor(Color.LIGHT_GRAY);
    paint.fillRect(0, 0, 320, 180);
    paint.setColor(Color.DARK_GRAY);
    paint.fillRect(128, 54, 48, 90);
    paint.dispose();
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, "jpg", jpeg)).isTrue();
    return jpeg.toByteArray();
  }

  private String text(String selector) throws Exception {
    return browser.evaluate("document.querySelector('" + selector + "').innerText").asText();
  }

  @Test
  void alert_isShownWithPictureBoxAndWords() throws Exception {
    addAlert(now.minusSeconds(60));
    open();
    browser.waitFor("document.querySelector('.card .corners path')");
    assertThat(text(".card h3")).isEqualTo("Person at Living room");
    assertThat(text(".card"))
        .contains(
            "Warning", "17 s", "Quite sure, 87 %", "rule “people”", "Play clip", "kept until");
    assertThat(text("#lanes")).contains("Living room", "Online · 432p · 10 fps");
    assertThat(browser.evaluate("document.querySelectorAll('.mark.alert').length").asInt())
        .isEqualTo(1);
    assertThat(browser.complaints).isEmpty();
  }

  @Test
  void newsWhileOpen_appearsAtTheTopWithoutLoading() throws Exception {
    addAlert(now.minusSeconds(600));
    open();
    Alert fresh =
        alert("room", now)
            .setState(AlertState.OPENED)
            .setSnapshot(null)
            .setClips(List.of(alertClip(Ids.clip("room", now), ClipState.PENDING)))
            .build();
    console.add(fresh);
    browser.waitFor("document.querySelectorAll('.card').length === 2");
    assertThat(text(".card")).contains("Happening now", "Clip is being recorded", "No picture");
    console.add(clip("room", now).build());
    browser.waitFor("document.querySelector('.card .play')");
    console.add(health("room").setState(CameraState.OFFLINE).setCause("no route").build());
    browser.waitFor("document.querySelector('#lanes').innerText.includes('Offline: no route')");
    console.clipGone(Ids.clip("room", now));
    browser.waitFor("document.querySelector('.card').innerText.includes('its time was up')");
    assertThat(browser.complaints).isEmpty();
  }

  @Test
  void quietTab_saysWhyNobodyWasTold() throws Exception {
    console.add(decision("room", now.minusSeconds(60)).build());
    open();
    assertThat(text("#panel-alerts")).contains("Nothing to tell yet");
    browser.evaluate("document.querySelector('#tab-quiet').click()");
    assertThat(text("#panel-quiet"))
        .contains("Moved for 6 s; best guess cat 0.61, rule pet.", "kept quiet by a rule");
    browser.evaluate("document.querySelector('.row summary').click()");
    browser.waitFor("document.querySelector('.row-body dl')");
    assertThat(text(".row-body")).contains("Best guess", "cat, 0.61", "Activity");
    assertThat(browser.complaints).isEmpty();
  }

  @Test
  void notAnIntruder_isSaidAndTakenBack() throws Exception {
    addAlert(now.minusSeconds(60));
    open();
    browser.waitFor("document.querySelectorAll('.card .say-button').length === 3");
    assertThat(text(".card .say")).contains("Right", "Not an intruder", "It belongs here");
    browser.evaluate("document.querySelectorAll('.card .say-button')[1].click()");
    browser.waitFor("document.querySelector('.card .said')");
    assertThat(text(".card .said")).contains("False alarm", "Undo");
    assertThat(console.written.get(0).getKind()).isEqualTo(FeedbackKind.FALSE_ALARM);
    browser.evaluate("document.querySelector('.card .undo').click()");
    browser.waitFor("document.querySelectorAll('.card .say-button').length === 3");
    assertThat(console.written.get(1).getKind()).isEqualTo(FeedbackKind.REVOKED);
    assertThat(browser.complaints).isEmpty();
  }

  @Test
  void ourDog_isChosenAndSaidOfTheAlert() throws Exception {
    addAlert(now.minusSeconds(60));
    open();
    browser.waitFor("document.querySelectorAll('.card .say-button').length === 3");
    browser.evaluate("document.querySelectorAll('.card .say-button')[2].click()");
    assertThat(text(".card .say")).contains("Somebody we know", "Our dog", "Our cat", "Back");
    browser.evaluate("document.querySelectorAll('.card .say-button')[1].click()");
    browser.waitFor("document.querySelector('.card .said')");
    assertThat(text(".card .said")).contains("Belongs here: dog");
    assertThat(console.written.get(0).getKind()).isEqualTo(FeedbackKind.KNOWN);
    assertThat(console.written.get(0).getLabel()).isEqualTo("dog");
    assertThat(browser.complaints).isEmpty();
  }

  @Test
  void missedOneHere_isSaidOfAQuietActivityAndTroubleIsShown() throws Exception {
    console.add(decision("room", now.minusSeconds(60)).build());
    open();
    browser.evaluate("document.querySelector('#tab-quiet').click()");
    browser.evaluate("document.querySelector('.row summary').click()");
    browser.waitFor("document.querySelector('.row .say-button')");
    console.brokerAway = true;
    browser.evaluate("document.querySelector('.row .say-button').click()");
    browser.waitFor("document.querySelector('.say-trouble').innerText !== ''");
    assertThat(text(".say-trouble")).contains("Not noted", "a broker that takes it");
    console.brokerAway = false;
    browser.evaluate("document.querySelector('.row .say-button').click()");
    browser.waitFor("document.querySelector('.row .said')");
    assertThat(text(".row .said")).contains("Somebody was missed");
    assertThat(console.written.get(0).getKind()).isEqualTo(FeedbackKind.MISSED);
  }

  @Test
  void recordThatHoldsMarkup_isShownAsText() throws Exception {
    String nasty = "<img src=x onerror=alert(1)>";
    console.add(camera("gate", nasty).build());
    console.add(alert("gate", now.minusSeconds(5)).setLabel(nasty).setSnapshot(null).build());
    open();
    assertThat(text(".card h3")).isEqualTo(nasty + " at " + nasty);
    assertThat(browser.evaluate("document.querySelectorAll('img[src=x]').length").asInt()).isZero();
    assertThat(browser.complaints).isEmpty();
  }

  @Test
  void keyboard_goesThroughAlertsAndTabs() throws Exception {
    addAlert(now.minusSeconds(60));
    Alert older = addAlert(now.minusSeconds(120));
    open();
    browser.waitFor("document.querySelectorAll('.card').length === 2");
    press("j");
    press("j");
    assertThat(browser.evaluate("document.activeElement.id").asText())
        .isEqualTo("alert-" + older.getAlertId());
    press("2");
    assertThat(browser.evaluate("document.querySelector('#panel-quiet').hidden").asBoolean())
        .isFalse();
  }

  private void press(String key) throws Exception {
    browser.evaluate(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: '%s', bubbles: true}))"
            .formatted(key));
  }

  @Test
  void clipFromACamera_playsAndSeeks() throws Exception {
    playsAndSeeks(console.store);
  }

  @Test
  void clipThatIsEncrypted_playsAndSeeks() throws Exception {
    playsAndSeeks(new EncryptedClipStore(console.store, console.keys));
    String key = clip("room", now.minusSeconds(60)).build().getKey();
    assertThat(console.store.open(key, 0).readNBytes(8)).asString().isEqualTo("SLsealed");
  }

  private void playsAndSeeks(ClipStore store) throws Exception {
    Path footage = Path.of(System.getProperty("sightline.assets"), "footage", "room-visits.mp4");
    assumeTrue(Files.exists(footage), "no footage at " + footage + ": no clip is played");
    byte[] media = Files.readAllBytes(footage);
    Clip clip = clip("room", now.minusSeconds(60)).setBytes(media.length).build();
    addAlert(now.minusSeconds(60));
    store.put(clip.getKey(), media);
    open();
    browser.waitFor("document.querySelector('.card .play')");
    browser.evaluate("document.querySelector('.card .play').click()");
    browser.waitFor("document.querySelector('video').readyState >= 3");
    browser.evaluate("void (document.querySelector('video').currentTime = 100)");
    browser.waitFor(
        "document.querySelector('video').currentTime > 100 && !document.querySelector('video').seeking");
    assertThat(browser.evaluate("document.querySelector('video').videoWidth").asInt())
        .isEqualTo(768);
    assertThat(browser.complaints).isEmpty();
  }

  @Test
  void clipThatDoesNotPlay_offersTheDownload() throws Exception {
    Clip clip = clip("room", now.minusSeconds(60)).build();
    addAlert(now.minusSeconds(60));
    console.store.put(clip.getKey(), new byte[5_000]);
    open();
    browser.waitFor("document.querySelector('.card .play')");
    browser.evaluate("document.querySelector('.card .play').click()");
    browser.waitFor("document.querySelector('.cannot')");
    assertThat(text(".cannot")).contains("cannot play the clip (h264 in mp4)", "Download");
  }

  @Test
  void serverGone_saysSo() throws Exception {
    open();
    console.server.close();
    browser.waitFor("document.querySelector('#connection').dataset.state === 'lost'");
    assertThat(text("#connection")).isEqualTo("Connection lost, trying again");
  }
}
