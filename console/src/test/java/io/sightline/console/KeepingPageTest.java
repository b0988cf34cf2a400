package io.sightline.console;

import static io.sightline.console.Samples.camera;
import static io.sightline.console.Samples.gap;
import static io.sightline.console.Samples.health;
import static io.sightline.console.Samples.hourGone;
import static io.sightline.console.Samples.piece;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sightline.avro.Erasure;
import io.sightline.avro.ErasureState;
import io.sightline.avro.Hold;
import io.sightline.avro.HoldState;
import io.sightline.clipstore.ClipStore;
import io.sightline.clipstore.crypt.EncryptedClipStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings, what is held and what is erased, on the page in a real browser. */
@Tag("browser")
class KeepingPageTest {
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  private static final Path FFMPEG = Path.of("/usr/bin/ffmpeg");

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

  private void open(String tab) throws Exception {
    browser.open("http://localhost:" + console.server.port() + "/#" + tab);
    browser.waitFor("document.querySelector('#connection').dataset.state === 'live'");
    browser.waitFor("document.querySelector('#panel-" + tab + "').children.length > 0");
  }

  private String text(String selector) throws Exception {
    return browser.evaluate("document.querySelector('" + selector + "').innerText").asText();
  }

  private void fill(String name, String value) throws Exception {
    browser.evaluate(
        "void (document.querySelector('dialog [name=%s]').value = '%s')".formatted(name, value));
  }

  private void click(String selector) throws Exception {
    browser.evaluate("document.querySelector('" + selector + "').click()");
  }

  @Test
  void hold_isPlacedUnderANameAndLetGo() throws Exception {
    open("holds");
    assertThat(text("#panel-holds")).contains("Nothing is held");
    click("#panel-holds .panel-head .button");
    browser.waitFor("document.querySelector('dialog[open]')");
    fill("why", "theft");
    click("dialog .play");
    assertThat(console.held).as("nobody has said who").isEmpty();
    fill("who", "ann");
    click("dialog .play");
    browser.waitFor("document.querySelector('#panel-holds .entry')");
    browser.waitFor("!document.querySelector('dialog')");
    Hold placed = console.held.get(0);
    assertThat(placed.getWho()).isEqualTo("ann");
    assertThat(text("#panel-holds .entry")).contains("Asked for", "theft", "by ann");
    console.add(Hold.newBuilder(placed).setState(HoldState.HELD).setClips(2).build());
    browser.waitFor("document.querySelector('.entry').innerText.includes('2 clips')");

    click("#panel-holds .entry .button");
    browser.waitFor("document.querySelector('dialog[open]')");
    fill("why", "closed");
    click("dialog .play");
    browser.waitFor("!document.querySelector('#panel-holds .entry')");
    assertThat(console.held.get(1).getState()).isEqualTo(HoldState.RELEASED);
    assertThat(console.held.get(1).getWho()).as("remembered in this tab").isEqualTo("ann");
    assertThat(browser.complaints).isEmpty();
  }

  @Test
  void brokerAway_isSaidInTheDialogAndNothingIsLost() throws Exception {
    open("holds");
    click("#panel-holds .panel-head .button");
    browser.waitFor("document.querySelector('dialog[open]')");
    fill("who", "ann");
    fill("why", "theft");
    console.brokerAway = true;
    click("dialog .play");
    browser.waitFor("document.querySelector('dialog .trouble').innerText !== ''");
    assertThat(text("dialog .trouble")).contains("a broker that takes it");
    console.brokerAway = false;
    click("dialog .play");
    browser.waitFor("document.querySelector('#panel-holds .entry')");
  }

  @Test
  void recordings_showTheDayAndPlayPieceAfterPiece() throws Exception {
    recordingsPlay(console.store);
  }

  @Test
  void recordingsThatAreEncrypted_playToo() throws Exception {
    recordingsPlay(new EncryptedClipStore(console.store, console.keys));
  }

  /** Two minutes of now, then a gap; an hour before, deleted. */
  private void recordingsPlay(ClipStore store) throws Exception {
    byte[] media = fragmented();
    Instant noon = LocalDate.now(ZoneOffset.UTC).atTime(12, 0).toInstant(ZoneOffset.UTC);
    console.recordings.told.addAll(
        List.of(
            piece("room", noon.minusSeconds(3600)).build(),
            piece("room", noon).build(),
            piece("room", noon.plusSeconds(60)).build(),
            gap("room", noon.plusSeconds(120), noon.plusSeconds(150)).build()));
    console.recordings.deletions.add(
        hourGone("room", noon.minusSeconds(3600), noon.plusSeconds(86_400)).build());
    for (int i = 0; i < 2; i++) {
      store.put(piece("room", noon.plusSeconds(60L * i)).build().getKey(), media);
    }
    open("recordings");
    browser.waitFor("document.querySelectorAll('#panel-recordings .hour').length === 2");
    click("#panel-recordings .hour:last-of-type");
    browser.waitFor("document.querySelectorAll('.piece').length === 2");
    assertThat(text("#panel-recordings")).contains("2 pieces", "The camera went away");
    click(".piece");
    browser.waitFor("document.querySelector('.roll video').readyState >= 3");
    browser.evaluate("void (document.querySelector('.roll video').currentTime = 15)");
    browser.waitFor(
        "document.querySelector('.roll video').currentTime > 15 && !document.querySelector('.roll video').seeking");
    assertThat(browser.evaluate("document.querySelector('.roll video').videoWidth").asInt())
        .isEqualTo(768);
    browser.evaluate("void (document.querySelector('.roll video').currentTime = 19.5)");
    browser.waitFor(
        "document.querySelectorAll('.piece')[1].getAttribute('aria-pressed') === 'true'");
    click("#panel-recordings .hour");
    browser.waitFor("document.querySelector('.piece').disabled");
    assertThat(text("#panel-recordings .hour-detail")).contains("its time was up");
    assertThat(browser.evaluate("document.querySelector('.roll video').paused").asBoolean())
        .as("goes on while another hour is looked at")
        .isFalse();
    assertThat(browser.complaints).isEmpty();
  }

  /** Twenty seconds of footage in fragments, as ingest writes it. */
  private static byte[] fragmented() throws Exception {
    Path footage = Path.of(System.getProperty("sightline.assets"), "footage", "room-visits.mp4");
    assumeTrue(Files.exists(footage), "no footage at " + footage + ": nothing is played");
    assumeTrue(Files.isExecutable(FFMPEG), "no ffmpeg on this machine: nothing is played");
    Path file = profile.resolve("fragmented.mp4");
    Process ffmpeg =
        new ProcessBuilder(
                FFMPEG.toString(),
                "-y",
                "-v",
                "error",
                "-t",
                "20",
                "-i",
                footage.toString(),
                "-an",
                "-c",
                "copy",
                "-movflags",
                "empty_moov+default_base_moof",
                "-frag_duration",
                "1000000",
                file.toString())
            .inheritIO()
            .start();
    assertThat(ffmpeg.waitFor()).isZero();
    return Files.readAllBytes(file);
  }

  @Test
  void erasure_showsHowFarItIsAndGivesItsCertificate() throws Exception {
    Erasure asked =
        Erasure.newBuilder()
            .setErasureId("erasure-1")
            .setRecordId("erasure-1-requested")
            .setState(ErasureState.REQUESTED)
            .setCamera("room")
            .setFromTime(now.minusSeconds(600))
            .setUntilTime(now)
            .setWho("ann")
            .setWhy("request of 3 March")
            .setRequestedAt(now)
            .build();
    console.add(asked);
    open("erasures");
    assertThat(text("#panel-erasures .entry")).contains("Asked for", "Living room", "by ann");
    console.add(
        Erasure.newBuilder(asked).setState(ErasureState.DONE).setFound(3).setGone(3).build());
    browser.waitFor("document.querySelector('#panel-erasures .entry').dataset.state === 'done'");
    assertThat(
            browser
                .evaluate(
                    "fetch(document.querySelector('#panel-erasures a').href).then((r) => r.text())")
                .asText())
        .isEqualTo("{\"erasure\": \"erasure-1\"}");
    assertThat(browser.complaints).isEmpty();
  }
}
