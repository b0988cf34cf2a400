package io.sightline.e2e.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.avro.Clip;
import io.sightline.avro.Hold;
import io.sightline.avro.HoldState;
import io.sightline.avro.Recording;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.e2e.cluster.Cluster;
import io.sightline.retention.RetentionConfig;
import io.sightline.retention.RetentionServices;
import io.sightline.retention.signing.SigningKey;
import io.sightline.runtime.ConfigLoader;
import io.sightline.runtime.Service;
import io.sightline.schemas.Topics;
import io.sightline.standalone.Main;
import io.sightline.standalone.config.SightlineConfig;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Erasure from the command to the certificate, beside a retention that runs. */
class ErasureIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Instant NOON =
      Instant.now().minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.HOURS);

  @TempDir Path folder;
  private Cluster cluster;
  private FilesClipStore store;
  private StoredMedia hall;
  private StoredMedia yard;

  private record Told(int code, String out) {}

  @BeforeEach
  void open() throws Exception {
    cluster = Cluster.start(folder.resolve("broker"));
    store = new FilesClipStore(folder.resolve("clips"));
    hall = new StoredMedia(cluster, store, "hall", 1000);
    yard = new StoredMedia(cluster, store, "yard", 1000);
    hall.publishCamera();
    yard.publishCamera();
    SigningKey key = SigningKey.ofSeed(new byte[32]);
    Files.writeString(folder.resolve("ledger.pem"), key.privateText());
    Files.writeString(
        folder.resolve("sightline.yaml"),
        """
        data: %s
        topics: {partitions: 1}
        kafka: {properties: {bootstrap.servers: "%s"}}
        registry: {url: "%s"}
        store: {path: "%s"}
        retention: {ledger: {key_file: "%s", head_entries: 1}}
        """
            .formatted(
                folder,
                cluster.bootstrapServers(),
                cluster.kafka().registryUrl(),
                folder.resolve("clips"),
                folder.resolve("ledger.pem")));
    RetentionConfig config =
        ConfigLoader.load(folder.resolve("sightline.yaml"), SightlineConfig.class).retention();
    for (Service service :
        RetentionServices.create(
            config,
            cluster.kafka(),
            store,
            0,
            folder.resolve("state"),
            new SimpleMeterRegistry())) {
      cluster.started(service);
    }
  }

  @AfterEach
  void close() throws Exception {
    cluster.close();
    store.close();
  }

  private Told run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    StringWriter out = new StringWriter();
    CommandLine command = Main.commandLine().setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(out));
    return new Told(command.execute(all.toArray(String[]::new)), out.toString());
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private void hold(HoldState state, Clip clip) {
    cluster.send(
        Topics.HOLDS,
        "hall",
        Hold.newBuilder()
            .setHoldId("case-7")
            .setRecordId("case-7-" + state)
            .setCamera("hall")
            .setClipId(clip.getClipId())
            .setState(state)
            .setWho("ann")
            .build());
  }

  private boolean isThere(String key) throws Exception {
    return store.size(key).isPresent();
  }

  private JsonNode content(String name) throws Exception {
    return new ObjectMapper().readTree(folder.resolve(name).toFile()).get("content");
  }

  @Test
  void oneVisit_isErasedAndTheCertificateHoldsByItself() throws Exception {
    Clip before = hall.clip(NOON.minusSeconds(600));
    Clip visit = hall.clip(NOON);
    Clip evidence = hall.clip(NOON.plusSeconds(60));
    Clip elsewhere = yard.clip(NOON);
    List<Recording> pieces = new ArrayList<>();
    for (int minute = -5; minute < 5; minute++) {
      pieces.add(hall.piece(NOON.plusSeconds(minute * 60L)));
    }
    hold(HoldState.REQUESTED, evidence);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                cluster.values(Topics.CLIPS).stream()
                    .filter(Objects::nonNull)
                    .anyMatch(clip -> clip.getHolds().contains("case-7")));

    Told told =
        run(
            "erase",
            "-c",
            file("sightline.yaml"),
            "--camera",
            "hall",
            "--yes",
            "--from",
            NOON.toString(),
            "--to",
            NOON.plusSeconds(90).toString(),
            "--why",
            "request",
            "--out",
            file("first.json"));
    assertThat(told.code()).as(told.out()).isZero();
    assertThat(told.out()).contains("2 clips", "2 pieces", "1 clips are held", "is waiting");
    assertThat(isThere(visit.getKey())).isFalse();
    assertThat(store.list(visit.getPrefix())).isEmpty();
    assertThat(isThere(evidence.getKey())).isTrue();
    assertThat(isThere(before.getKey())).isTrue();
    assertThat(isThere(elsewhere.getKey())).isTrue();
    for (int i = 0; i < pieces.size(); i++) {
      assertThat(isThere(pieces.get(i).getKey())).as("piece %d", i).isEqualTo(i != 5 && i != 6);
    }
    assertThat(content("first.json").at("/held/0/id").asText()).isEqualTo(evidence.getClipId());

    hold(HoldState.RELEASED, evidence);
    await().atMost(PATIENCE).until(() -> !isThere(evidence.getKey()));
    String erasure = content("first.json").get("erasure").asText();
    await()
        .atMost(PATIENCE)
        .until(() -> run("erase", "--list", "-c", file("sightline.yaml")).out().contains("done"));
    Told last =
        run(
            "erase",
            "-c",
            file("sightline.yaml"),
            "--certificate",
            erasure,
            "--out",
            file("certificate.json"));
    assertThat(last.code()).as(last.out()).isZero();
    JsonNode content = content("certificate.json");
    assertThat(content.get("state").asText()).isEqualTo("done");
    assertThat(content.get("deleted")).hasSize(3);
    assertThat(content.get("held")).isEmpty();
    assertThat(content.get("topics")).hasSizeGreaterThan(8);

    documentsHoldByThemselves(visit, before);
  }

  private void documentsHoldByThemselves(Clip erased, Clip kept) throws Exception {
    String key = SigningKey.ofSeed(new byte[32]).publicText();
    String other =
        SigningKey.ofSeed(
                new byte[] {
                  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23,
                  24, 25, 26, 27, 28, 29, 30, 31, 32
                })
            .publicText();
    Told proved =
        run("prove", erased.getClipId(), "-c", file("sightline.yaml"), "--out", file("proof.json"));
    assertThat(proved.code()).as(proved.out()).isZero();
    assertThat(proved.out()).contains("recorded:", "entry", "cause 'erasure'", "erasure");
    assertThat(run("prove", kept.getClipId(), "-c", file("sightline.yaml")).out())
        .contains("it was not deleted");
    for (String document : List.of("certificate.json", "proof.json")) {
      Told good = run("prove", "--check", file(document), "--key", key);
      assertThat(good.code()).as(good.out()).isZero();
      assertThat(good.out()).contains("it holds");
      assertThat(run("prove", "--check", file(document), "--key", other).code()).isEqualTo(1);
      String text = Files.readString(folder.resolve(document));
      Files.writeString(folder.resolve("tampered.json"), text.replaceFirst("erasure-", "erasurf-"));
      Told tampered = run("prove", "--check", file("tampered.json"), "--key", key);
      assertThat(tampered.code()).isEqualTo(1);
      assertThat(tampered.out()).contains("changed after it was signed");
    }
    assertThat(run("prove", "--check", file("sightline.yaml")).code()).isEqualTo(2);
  }

  @Test
  void whatMakesNoSense_isRefused() {
    String config = file("sightline.yaml");
    String from = NOON.toString();
    String later = Instant.now().plus(1, ChronoUnit.DAYS).toString();
    Told camera =
        run(
            "erase",
            "-c",
            config,
            "--camera",
            "cellar",
            "--from",
            from,
            "--to",
            NOON.plusSeconds(1).toString());
    assertThat(camera.out()).contains("cellar", "hall");
    assertThat(camera.code()).isEqualTo(2);
    Told future = run("erase", "-c", config, "--camera", "hall", "--from", from, "--to", later);
    assertThat(future.out()).contains("expected a time that is over");
    Told reversed =
        run(
            "erase",
            "-c",
            config,
            "--camera",
            "hall",
            "--from",
            from,
            "--to",
            NOON.minusSeconds(1).toString());
    assertThat(reversed.out()).contains("a begin before the end");
    assertThat(run("erase", "-c", config).out()).contains("--camera with --from and --to");
    assertThat(run("erase", "-c", config, "--clip", "hall-c00000000000").out())
        .contains("expected a clip that is stored");
    assertThat(run("prove", "-c", config, "nonsense").code()).isEqualTo(2);
    assertThat(cluster.values(Topics.ERASURES)).isEmpty();
  }
}
