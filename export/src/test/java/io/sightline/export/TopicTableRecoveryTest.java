package io.sightline.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What calls leave that are broken off, and what becomes of it. */
class TopicTableRecoveryTest {
  @TempDir Path export;
  private ExportedAlerts alerts;

  @BeforeEach
  void open() throws IOException {
    alerts = new ExportedAlerts(export);
  }

  @Test
  void brokenOffBeforeTheSnapshot_isMadeUpForByTheNextCall() throws IOException {
    alerts.write(ExportedAlerts.DAY, 0, 0);
    alerts.say(0, 2);
    alerts.follow();
    Path before = export.resolve("before");
    ExportedAlerts.copy(alerts.place(), before);
    alerts.write(ExportedAlerts.DAY, 0, 2);
    alerts.say(0, 4);
    alerts.follow();
    Set<Path> whole = ExportedAlerts.files(alerts.place());

    // Everything of the second call but its version is there: data and manifests of no snapshot.
    for (Path file : whole) {
      String name = file.getFileName().toString();
      if (name.startsWith("v") && !Files.exists(before.resolve("metadata/" + name))) {
        Files.delete(file);
      }
    }
    Files.copy(
        before.resolve("metadata/version-hint.text"),
        alerts.place().resolve("metadata/version-hint.text"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThat(alerts.places()).as("as if the call had not been").containsExactly("0:0", "0:1");
    alerts.follow();

    assertThat(alerts.places()).containsExactly("0:0", "0:1", "0:2", "0:3");
    assertThat(ExportedAlerts.files(alerts.place()))
        .as("no manifest of nobody's")
        .hasSameSizeAs(whole);
  }

  @Test
  void brokenOffBeforeTheHint_isTheNewestVersionNevertheless() throws IOException {
    alerts.write(ExportedAlerts.DAY, 0, 0);
    alerts.say(0, 2);
    alerts.follow();
    String old = alerts.hint();
    alerts.write(ExportedAlerts.DAY, 0, 2);
    alerts.say(0, 4);
    alerts.follow();
    String now = alerts.hint();
    Files.writeString(alerts.place().resolve("metadata/version-hint.text"), old);

    assertThat(alerts.places()).containsExactly("0:0", "0:1", "0:2", "0:3");
    alerts.follow();

    assertThat(alerts.hint()).isEqualTo(now).isNotEqualTo(old);
    assertThat(alerts.places()).containsExactly("0:0", "0:1", "0:2", "0:3");
  }

  @Test
  void erasureThatIsBrokenOffAfterItsSnapshot_isEndedByTheNextCall() throws IOException {
    alerts.write(ExportedAlerts.DAY, 0, 0);
    alerts.say(0, 2);
    alerts.follow();
    Path erased = ExportedAlerts.files(alerts.place().resolve("data")).iterator().next();
    Path copy = export.resolve("copy.parquet");
    Files.copy(erased, copy);
    new Forgetting("hall", ExportedAlerts.NOON, ExportedAlerts.NOON.plusSeconds(1))
        .in(export, Topics.ALERTS);
    alerts.follow();
    Files.move(copy, erased);

    alerts.follow();

    assertThat(erased).doesNotExist();
    assertThat(alerts.places()).containsExactly("0:1");
  }

  @Test
  void partThatTheCheckpointDoesNotSpeakOf_isNotInTheTable() throws IOException {
    alerts.write(ExportedAlerts.DAY, 0, 0);
    alerts.say(0, 2);
    alerts.write(ExportedAlerts.DAY, 0, 2);
    alerts.follow();

    assertThat(alerts.places()).containsExactly("0:0", "0:1");
  }

  @Test
  void tableWithoutItsFolder_isMadeAnew() throws IOException {
    alerts.write(ExportedAlerts.DAY, 0, 0);
    alerts.say(0, 2);
    alerts.follow();
    ExportedAlerts.delete(alerts.place());
    alerts.write(ExportedAlerts.DAY, 0, 2);
    alerts.say(0, 4);
    alerts.follow();

    assertThat(alerts.places()).containsExactly("0:0", "0:1", "0:2", "0:3");
  }

  @Test
  void tableThatWasMovedElsewhere_isNamed() throws IOException {
    alerts.follow();
    Path moved = export.resolve("moved");
    ExportedAlerts.copy(alerts.place(), TopicTable.place(moved, Topics.ALERTS));

    assertThatThrownBy(() -> TopicTable.open(moved, Topics.ALERTS))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("was made in " + alerts.place());
  }
}
