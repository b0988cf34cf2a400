package io.sightline.console.api;

import io.sightline.avro.Expiry;
import io.sightline.avro.GapCause;
import io.sightline.avro.Recording;
import io.sightline.console.api.RecordingsJson.DeletedJson;
import io.sightline.console.api.RecordingsJson.GapJson;
import io.sightline.console.api.RecordingsJson.HourJson;
import io.sightline.console.api.RecordingsJson.PieceJson;
import io.sightline.console.recordings.RecordedSpan;
import io.sightline.console.view.HoldStory;
import io.sightline.console.view.Views;
import io.sightline.schemas.Ids;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From records of recordings to what the API says. */
public final class RecordingsPresenter {
  private final Views views;

  public RecordingsPresenter(Views views) {
    this.views = views;
  }

  /**
   * @param span what reaches from one capture time to before another
   * @param now by which holds are over
   */
  public RecordingsJson of(
      String camera, Instant from, Instant to, RecordedSpan span, Instant now) {
    return new RecordingsJson(
        camera,
        views.cameras().name(camera),
        from,
        to,
        span.complete(),
        span.pieces().stream().map(piece -> piece(piece, span)).toList(),
        span.gaps().stream().map(RecordingsPresenter::gap).toList(),
        hours(camera, span, now));
  }

  private static PieceJson piece(Recording piece, RecordedSpan span) {
    return new PieceJson(
        piece.getRecordId(),
        piece.getCapturedAt(),
        piece.getEndedAt(),
        "/media/recordings/" + piece.getRecordId(),
        ClipFormat.isPlayable(piece.getContainer(), piece.getVideoCodec()),
        piece.getContainer(),
        piece.getVideoCodec(),
        piece.getAudioCodec(),
        piece.getWidth(),
        piece.getHeight(),
        piece.getBytes(),
        piece.getSalvaged(),
        deleted(span.deletionOf(piece)));
  }

  private static GapJson gap(Recording gap) {
    GapCause cause = gap.getCause() == null ? GapCause.UNKNOWN : gap.getCause();
    String detail = gap.getDetail().isBlank() ? "" : " (" + gap.getDetail() + ")";
    String words =
        switch (cause) {
          case SOURCE_LOST -> "The camera went away";
          case STALLED -> "The camera delivered no picture for a while";
          case STORE_FAILED -> "The clip store did not take it";
          case SPACE -> "Free space was short, and recordings had to stand back";
          case RESTARTED -> "Recording was stopped and started again";
          case PROCESS_DIED -> "The recording process died";
          case UNKNOWN -> "The cause is not known to this version";
        };
    return new GapJson(
        gap.getCapturedAt(), gap.getEndedAt(), Words.of(cause), words + detail + ".");
  }

  private List<HourJson> hours(String camera, RecordedSpan span, Instant now) {
    List<HourJson> hours = new ArrayList<>();
    span.pieces().stream()
        .map(piece -> piece.getCapturedAt().truncatedTo(ChronoUnit.HOURS))
        .distinct()
        .forEach(hour -> hours.add(hour(camera, hour, span, now)));
    return hours;
  }

  private HourJson hour(String camera, Instant hour, RecordedSpan span, Instant now) {
    Instant end = hour.plus(1, ChronoUnit.HOURS);
    List<Recording> pieces =
        span.pieces().stream()
            .filter(piece -> !piece.getCapturedAt().isBefore(hour))
            .filter(piece -> piece.getCapturedAt().isBefore(end))
            .toList();
    return new HourJson(
        hour,
        pieces.size(),
        pieces.stream().mapToLong(Recording::getBytes).sum(),
        views.holds().keeping(camera, hour, end, now).stream().map(HoldStory::id).toList(),
        deleted(
            pieces.stream().allMatch(piece -> span.deletionOf(piece).isPresent())
                ? span.deletionOf(Ids.hour(camera, hour)).or(() -> span.deletionOf(pieces.get(0)))
                : Optional.empty()));
  }

  private static @Nullable DeletedJson deleted(Optional<Expiry> entry) {
    return entry
        .map(found -> new DeletedJson(found.getDeletedAt(), found.getCause(), words(found)))
        .orElse(null);
  }

  private static String words(Expiry entry) {
    return switch (entry.getCause()) {
      case "due" -> "Deleted: its time was up.";
      case "pressure" -> "Deleted before its time, since the store was full.";
      case "limit" -> "Deleted before its time: more than the limit was stored.";
      case "erasure" -> "Erased on request.";
      default -> "Deleted (" + entry.getCause() + ").";
    };
  }
}
