package io.sightline.retention.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sightline.avro.Clip;
import io.sightline.avro.Expiry;
import io.sightline.avro.Recording;
import io.sightline.avro.RecordingKind;
import io.sightline.clipstore.ClipLayout;
import io.sightline.retention.audit.Finding.Kind;
import io.sightline.schemas.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration GRACE = Duration.ofMinutes(15);

  private final Map<String, Long> objects = new HashMap<>();
  private final List<Clip> clips = new ArrayList<>();
  private final List<Recording> recordings = new ArrayList<>();
  private final List<Expiry> expiries = new ArrayList<>();

  private static Clip clip(Instant start, Instant deadline) {
    String id = Ids.clip("front", start);
    String prefix = ClipLayout.prefix("front", id, start);
    return Clip.newBuilder()
        .setClipId(id)
        .setRecordId(id + "-r1")
        .setCamera("front")
        .setRevision(1)
        .setPrefix(prefix)
        .setKey(ClipLayout.media(prefix, "mp4"))
        .setBytes(100)
        .setRecordedAt(start.plusSeconds(30))
        .setDeadline(deadline)
        .build();
  }

  private Clip stored(Instant start, Instant deadline) {
    Clip clip = clip(start, deadline);
    clips.add(clip);
    objects.put(clip.getKey(), 100L);
    objects.put(ClipLayout.frame(clip.getPrefix(), "front-f1"), 7L);
    return clip;
  }

  private Recording piece(Instant start) {
    String id = Ids.recording("front", start);
    Recording piece =
        Recording.newBuilder()
            .setRecordId(id)
            .setCamera("front")
            .setCapturedAt(start)
            .setKind(RecordingKind.PIECE)
            .setKey(ClipLayout.recording("front", start, id, "mp4"))
            .setBytes(50)
            .build();
    recordings.add(piece);
    objects.put(piece.getKey(), 50L);
    return piece;
  }

  private void expiry(String id, Instant deadline, Instant deletedAt) {
    expiries.add(
        Expiry.newBuilder()
            .setClipId(id)
            .setRecordId(id + "-e")
            .setCause("due")
            .setDeadline(deadline)
            .setDeletedAt(deletedAt)
            .build());
  }

  private List<Finding> findings() {
    return new Reconciliation(NOW, GRACE).run(clips, recordings, expiries, objects);
  }

  private void expect(Kind kind, String subject) {
    assertThat(findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(kind);
              assertThat(finding.subject()).isEqualTo(subject);
            });
  }

  @Test
  void whatShouldBeThere_isNoFinding() {
    stored(NOW.minusSeconds(3600), NOW.plusSeconds(3600));
    piece(NOW.minusSeconds(7200));
    Clip gone = clip(NOW.minus(Duration.ofDays(40)), NOW.minus(Duration.ofDays(10)));
    expiry(gone.getClipId(), gone.getDeadline(), gone.getDeadline());
    assertThat(findings()).isEmpty();
  }

  @Test
  void clipThatIsDueForLong_isOverRetained() {
    expect(Kind.OVER_RETAINED, stored(NOW.minusSeconds(9999), NOW.minusSeconds(901)).getClipId());
  }

  @Test
  void clipThatIsJustDue_mayBeOnItsWay() {
    Clip due = stored(NOW.minusSeconds(9999), NOW.minusSeconds(60));
    objects.remove(due.getKey());
    assertThat(findings()).isEmpty();
  }

  @Test
  void clipWithoutADeadline_isOverRetainedAfterAWhile() {
    stored(NOW.minusSeconds(60), null);
    assertThat(findings()).isEmpty();
    expect(Kind.OVER_RETAINED, stored(NOW.minusSeconds(3600), null).getClipId());
  }

  @Test
  void deletionBeforeTheDeadline_isUnderRetained() {
    String id = Ids.clip("front", NOW.minusSeconds(9999));
    expiry(id, NOW.plusSeconds(1), NOW.minusSeconds(1));
    expect(Kind.UNDER_RETAINED, id);
  }

  @Test
  void recordWithoutItsObject_isMissing() {
    Clip clip = stored(NOW.minusSeconds(3600), NOW.plusSeconds(3600));
    objects.remove(clip.getKey());
    expect(Kind.MISSING, clip.getKey());
  }

  @Test
  void objectOfAnotherSize_isChanged() {
    Recording piece = piece(NOW.minusSeconds(7200));
    objects.put(piece.getKey(), 51L);
    expect(Kind.CHANGED, piece.getKey());
  }

  @Test
  void plantedObject_isOrphaned() {
    objects.put("front/2026-02-01/front-evil/clip.mp4", 5L);
    expect(Kind.ORPHANED, "front/2026-02-01/front-evil/clip.mp4");
  }

  @Test
  void objectOfAClipThatIsBeingRecorded_isNoOrphan() {
    Clip young = clip(NOW.minusSeconds(60), null);
    objects.put(ClipLayout.frame(young.getPrefix(), "front-f1"), 7L);
    assertThat(findings()).isEmpty();
  }

  @Test
  void objectOfADeletedClip_isResurrected() {
    Clip gone = clip(NOW.minusSeconds(9999), NOW.minusSeconds(100));
    expiry(gone.getClipId(), gone.getDeadline(), gone.getDeadline());
    objects.put(gone.getKey(), 100L);
    expect(Kind.RESURRECTED, gone.getKey());
  }

  @Test
  void pieceOfADeletedHour_isResurrectedIfThereAndNotMissingIfNot() {
    Recording piece = piece(NOW.minusSeconds(7200));
    Instant due = NOW.minusSeconds(60);
    expiry(Ids.hour("front", piece.getCapturedAt()), due, due);
    expect(Kind.RESURRECTED, piece.getKey());
    objects.clear();
    assertThat(findings()).isEmpty();
  }

  @Test
  void erasedPieceOfAnHour_isGoneAloneAndTheRestStays() {
    Recording erased = piece(NOW.minusSeconds(7200));
    piece(NOW.minusSeconds(7140));
    objects.remove(erased.getKey());
    String hour = Ids.hour("front", erased.getCapturedAt());
    expiry(hour, NOW.minusSeconds(60), NOW.minusSeconds(60));
    Expiry entry = expiries.remove(0);
    expiries.add(Expiry.newBuilder(entry).setPieces(List.of(erased.getRecordId())).build());
    assertThat(findings()).isEmpty();
    objects.put(erased.getKey(), 50L);
    assertThat(findings()).extracting(Finding::kind).containsExactly(Kind.RESURRECTED);
  }

  @Test
  void recordOfAClipThatTheLedgerTellsAsDeleted_isNamed() {
    Clip clip = stored(NOW.minusSeconds(3600), NOW.plusSeconds(3600));
    expiry(clip.getClipId(), NOW.minusSeconds(60), NOW.minusSeconds(60));
    expect(Kind.BROKEN_LEDGER, clip.getClipId());
  }

  @Test
  void dataKeyOfWhatWasDeleted_isNamed() {
    Clip live = stored(NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(29)));
    Recording again = piece(NOW.minus(Duration.ofHours(3)));
    String gone = Ids.clip("front", NOW.minus(Duration.ofDays(40)));
    String goneHour = Ids.hour("front", NOW.minus(Duration.ofDays(40)));
    expiry(gone, NOW.minus(Duration.ofDays(10)), NOW.minus(Duration.ofDays(10)));
    expiry(goneHour, NOW.minus(Duration.ofDays(10)), NOW.minus(Duration.ofDays(10)));
    List<String> keys =
        List.of(
            live.getClipId(), Ids.hour("front", again.getCapturedAt()), gone, goneHour, "unheard");
    assertThat(
            new Reconciliation(NOW, GRACE).withKeys(keys).run(clips, recordings, expiries, objects))
        .extracting(Finding::kind, Finding::subject)
        .containsExactlyInAnyOrder(tuple(Kind.KEY_LEFT, gone), tuple(Kind.KEY_LEFT, goneHour));
  }

  @Test
  void headsOfTheLedger_areNoOrphans() {
    objects.put(ClipLayout.ledgerHead(3), 300L);
    assertThat(findings()).isEmpty();
  }

  @Test
  void clipThatIsHeld_mayStayButMustBeThere() {
    Clip due = stored(NOW.minus(Duration.ofDays(40)), NOW.minus(Duration.ofDays(10)));
    clips.set(0, Clip.newBuilder(due).setHolds(List.of("h1")).build());
    assertThat(findings()).isEmpty();
    objects.remove(due.getKey());
    assertThat(findings())
        .extracting(Finding::kind, Finding::subject)
        .containsExactly(tuple(Kind.MISSING, due.getKey()));
  }
}
