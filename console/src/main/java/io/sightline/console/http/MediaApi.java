package io.sightline.console.http;

import io.javalin.http.Context;
import io.sightline.avro.Alert;
import io.sightline.avro.Clip;
import io.sightline.avro.Recording;
import io.sightline.clipstore.ClipStore;
import io.sightline.clipstore.crypt.NoKeyException;
import io.sightline.console.api.ClipFormat;
import io.sightline.console.recordings.RecordingLog;
import io.sightline.console.view.Views;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/**
 * Clips and snapshots. Only what a record in the views names can be reached: an id is looked up
 * there and never becomes part of a path.
 */
final class MediaApi {
  private final Views views;
  private final ClipStore store;
  private final RecordingLog recordings;

  MediaApi(Views views, ClipStore store, RecordingLog recordings) {
    this.views = views;
    this.store = store;
    this.recordings = recordings;
  }

  void clip(Context context) throws IOException {
    String id = context.pathParam("id");
    Clip clip = views.clips().get(id).orElseThrow(() -> unknownClip(id));
    video(context, id, clip.getKey(), clip.getContainer(), clip.getSha256());
  }

  private void video(Context context, String id, String key, String container, String sha256)
      throws IOException {
    ClipFormat format = ClipFormat.of(container);
    if (context.queryParam("download") != null) {
      context.header(
          "Content-Disposition",
          "attachment; filename=\"" + plain(id) + "." + format.extension() + "\"");
    }
    send(context, key, format.contentType(), sha256.isEmpty() ? null : '"' + sha256 + '"');
  }

  /** Ids are plain already; a record that says otherwise must not write headers. */
  static String plain(String id) {
    return id.replaceAll("[^A-Za-z0-9._-]", "_");
  }

  private static Problem unknownClip(String id) {
    return Problem.notFound("clip", id, "the id of a stored clip that is kept here");
  }

  void recording(Context context) throws IOException {
    SameOrigin.checkSite(context);
    String id = context.pathParam("id");
    Recording piece =
        RecordingApi.read(() -> recordings.piece(id)).orElseThrow(() -> unknownPiece(id));
    video(context, id, String.valueOf(piece.getKey()), piece.getContainer(), piece.getSha256());
  }

  private static Problem unknownPiece(String id) {
    return Problem.notFound("piece of a recording", id, "the id of one that is on record");
  }

  void snapshot(Context context) throws IOException {
    String id = context.pathParam("id");
    Alert alert = views.alerts().get(id).orElseThrow(() -> ListApi.unknownAlert(id));
    if (alert.getSnapshot() == null) {
      throw Problem.notFound("snapshot of alert", id, "an alert that has one");
    }
    send(context, alert.getSnapshot(), "image/jpeg", null);
  }

  void send(Context context, String key, String contentType, @Nullable String tag)
      throws IOException {
    long size = store.size(key).orElseThrow(() -> notStored(key));
    try {
      new MediaAnswer(store, key, size, contentType, tag).send(context);
    } catch (NoSuchFileException e) {
      throw notStored(key);
    } catch (NoKeyException e) {
      throw new Problem(410, "media", key, "an object whose key is still there: " + e.getMessage());
    }
  }

  private static Problem notStored(String key) {
    return Problem.notFound("media", key, "an object in the clip store; it may have expired");
  }
}
