package io.sightline.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Clip;
import io.sightline.avro.Expiry;
import io.sightline.avro.Hold;
import io.sightline.avro.HoldState;
import io.sightline.avro.Policy;
import io.sightline.avro.PolicyKind;
import io.sightline.avro.PolicyRule;
import io.sightline.avro.Recording;
import io.sightline.avro.RecordingKind;
import io.sightline.avro.RequestKind;
import io.sightline.avro.RetentionRequest;
import io.sightline.avro.Severity;
import io.sightline.retention.World.Deleting;
import io.sightline.schemas.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Whatever happens, in whatever order, and wherever it breaks off: nothing goes too early or while
 * it is held, each clip and hour is in the ledger exactly once, and nothing is forgotten.
 */
class HistoryTest {
  private static final int KINDS = 20;
  private static final Severity[] SEVERITIES = {Severity.INFO, Severity.WARNING, Severity.CRITICAL};

  private World world;
  private List<String> clips;
  private List<String> hours;
  private List<Hold> holds;
  private int policies;

  @Property(tries = 400)
  void anyHistory_keepsThePromises(
      @ForAll @Size(min = 5, max = 120) List<@IntRange(min = 0, max = 99_999) Integer> history) {
    clips = new ArrayList<>();
    hours = new ArrayList<>();
    holds = new ArrayList<>();
    policies = 0;
    try (World begun = new World()) {
      world = begun;
      history.forEach(step -> happens(step % KINDS, step / KINDS));
      end();
    }
  }

  private void happens(int kind, int chosen) {
    switch (kind) {
      case 0, 1 -> clip();
      case 2 -> piece(chosen);
      case 3 -> decided(chosen);
      case 4 -> alerted(chosen);
      case 5 -> hold(chosen);
      case 6 -> release(chosen);
      case 7 -> policy(chosen);
      case 8 -> early(chosen);
      case 9 -> world.read(1 + chosen % 5);
      case 10 -> world.look();
      case 11 -> world.commit();
      case 12 -> world.crash();
      case 13 -> world.delete(Deleting.values()[chosen % Deleting.values().length]);
      case 14 -> world.pass(Duration.ofMinutes(10L * (chosen % 140)));
      case 15 -> world.settle();
      case 16 -> leap(chosen);
      case 17 -> piece(chosen);
      case 18 -> span(chosen);
      default -> longAndWatched();
    }
  }

  /** The wall clock is wrong, by years, for one look; or somebody says that it is right. */
  private void leap(int chosen) {
    if (chosen % 4 == 0) {
      clockIsRight();
      return;
    }
    Duration by = Duration.ofDays(2 + chosen % 800);
    world.wallClock = chosen % 2 == 0 ? world.time.plus(by) : world.time.minus(by);
    world.look();
    world.wallClock = world.time;
  }

  /** Three days in which it looks now and then. */
  private void longAndWatched() {
    for (int i = 0; i < 4; i++) {
      world.pass(Duration.ofHours(18));
      world.read(10);
      world.look();
    }
  }

  private void span(int chosen) {
    hold(chosen * 2 + 1);
  }

  private void clockIsRight() {
    request(
        "clock",
        RetentionRequest.newBuilder()
            .setRequestId("clock-" + world.log.size())
            .setKind(RequestKind.CLOCK));
  }

  private void clip() {
    world.pass(Duration.ofSeconds(60));
    Clip clip = Clips.clip("front", world.time);
    world.media.add(clip.getClipId());
    world.write(clip.getClipId(), clip);
    clips.add(clip.getClipId());
  }

  private void piece(int chosen) {
    Instant start = world.time;
    String hour = Ids.hour("front", start);
    if (hours.contains(hour) && chosen % 2 == 0) {
      world.pass(Duration.ofSeconds(1));
    }
    hours.remove(hour);
    hours.add(hour);
    world.media.add(hour);
    world.write(
        "front",
        Recording.newBuilder()
            .setRecordId(Ids.recording("front", start))
            .setCamera("front")
            .setKind(RecordingKind.PIECE)
            .setCapturedAt(start)
            .setCameraVersion(1)
            .setBytes(10)
            .setSha256("ab".repeat(32))
            .setRecordedAt(start.plusSeconds(60))
            .build());
  }

  private void request(String key, RetentionRequest.Builder request) {
    world.write(key, request.setRequestedAt(world.time).build());
  }

  private RetentionRequest.Builder ofClip(String clip, RequestKind kind) {
    return RetentionRequest.newBuilder()
        .setRequestId(kind + "-" + clip + "-" + world.log.size())
        .setKind(kind)
        .setCamera("front")
        .setClipId(clip);
  }

  private void decided(int chosen) {
    if (!clips.isEmpty()) {
      String clip = clips.get(chosen % clips.size());
      List<String> alerts = chosen % 3 == 0 ? List.of() : List.of("i1");
      request(clip, ofClip(clip, RequestKind.DECIDED).setAlerts(alerts));
    }
  }

  private void alerted(int chosen) {
    if (!clips.isEmpty()) {
      String clip = clips.get(chosen % clips.size());
      request(
          clip,
          ofClip(clip, RequestKind.ALERTED)
              .setAlerts(List.of("i1"))
              .setSeverity(SEVERITIES[chosen % 3]));
    }
  }

  private void hold(int chosen) {
    String id = "h" + holds.size();
    Hold.Builder hold =
        Hold.newBuilder()
            .setHoldId(id)
            .setRecordId(id + "-requested")
            .setCamera("front")
            .setState(HoldState.REQUESTED)
            .setUntil(chosen % 5 == 0 ? world.time.plus(Duration.ofHours(chosen % 300)) : null);
    if (chosen % 2 == 0 && !clips.isEmpty()) {
      hold.setClipId(clips.get(chosen % clips.size()));
    } else {
      Instant from = world.time.minus(Duration.ofHours(chosen % 60));
      hold.setSpanFrom(from).setSpanTo(from.plus(Duration.ofHours(chosen % 90)));
    }
    Hold placed = hold.build();
    holds.add(placed);
    RetentionRequest request = RequestBroadcast.of(placed, RequestKind.HOLD);
    world.write(placed.getRecordId(), request);
  }

  private void release(int chosen) {
    if (!holds.isEmpty()) {
      Hold hold = holds.get(chosen % holds.size());
      Hold released =
          Hold.newBuilder(hold)
              .setRecordId(hold.getHoldId() + "-released")
              .setState(HoldState.RELEASED)
              .build();
      world.write(hold.getHoldId(), RequestBroadcast.of(released, RequestKind.RELEASE));
    }
  }

  private void policy(int chosen) {
    policies++;
    List<PolicyRule> rules = new ArrayList<>();
    PolicyKind[] kinds = {
      PolicyKind.CLIP,
      PolicyKind.CLIP_WITHOUT_ALERT,
      PolicyKind.CLIP_WITH_ALERT,
      PolicyKind.RECORDING
    };
    for (int i = 0; i < chosen % 4; i++) {
      PolicyKind kind = kinds[(chosen / 4 + i) % kinds.length];
      boolean narrowed = kind == PolicyKind.CLIP_WITH_ALERT && chosen % 2 == 0;
      rules.add(
          PolicyRule.newBuilder()
              .setRuleId("r" + i)
              .setKind(kind)
              .setSeverities(narrowed ? List.of(SEVERITIES[chosen % 3]) : List.of())
              .setKeepS(Duration.ofHours(6 + chosen * (i + 1) % 200).toSeconds())
              .build());
    }
    Policy policy =
        Policy.newBuilder()
            .setRecordId("policy-" + policies)
            .setVersion(policies)
            .setRetroactive(chosen % 2 == 0)
            .setRules(rules)
            .build();
    request(
        policy.getRecordId(),
        RetentionRequest.newBuilder()
            .setRequestId(policy.getRecordId())
            .setKind(RequestKind.POLICY)
            .setPolicy(policy));
  }

  private void early(int chosen) {
    String cause = chosen % 2 == 0 ? "pressure" : "erasure";
    if (chosen % 3 != 0 && !clips.isEmpty()) {
      String clip = clips.get(chosen % clips.size());
      request(clip, ofClip(clip, RequestKind.EARLY).setCause(cause));
      return;
    }
    // Hours that are over: a piece that comes later would begin the hour anew.
    Instant to = world.time.minus(Duration.ofHours(2));
    request(
        "early",
        RetentionRequest.newBuilder()
            .setRequestId("early-" + world.log.size())
            .setKind(RequestKind.EARLY)
            .setCamera("front")
            .setSpanFrom(to.minus(Duration.ofHours(chosen % 50)))
            .setSpanTo(to)
            .setCause(cause));
  }

  private void end() {
    for (int i = 0; i < holds.size(); i++) {
      release(i);
    }
    clockIsRight();
    world.settle();
    for (int half = 0; half < 40; half++) {
      world.pass(Duration.ofHours(12));
      world.settle();
    }
    assertThat(world.media).as("nothing is forgotten").isEmpty();
    assertThat(world.published).isEmpty();
    List<String> all = new ArrayList<>(clips);
    all.addAll(hours);
    // Pieces that were erased from an hour have entries of their own.
    assertThat(world.ledger)
        .filteredOn(entry -> entry.getPieces().isEmpty())
        .extracting(Expiry::getClipId)
        .containsExactlyInAnyOrderElementsOf(all);
  }
}
