package io.sightline.console.http;

import io.javalin.http.Context;
import io.sightline.avro.Alert;
import io.sightline.avro.Clip;
import io.sightline.clipstore.ClipStore;
import io.sightline.clipstore.crypt.NoKeyException;
import io.sightline.console.api.ClipFormat;
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

  MediaApi(Views views, ClipStore store) {
    this.views = views;
    this.store = store;
  }

  void clip(Context context) throws IOException {
    String id = context.pathParam("id");
    Clip clip = views.clips().get(id).orElseThrow(() -> unknownClip(id));
    ClipFormat format = ClipFormat.of(clip.getContainer());
    if (context.queryParam("download") != null) {
      context.header(
          "Content-Disposition",
          "attachment; filename=\"" + plain(id) + "." + format.extension() + "\"");
    }
    String tag = clip.getSha256().isEmpty() ? null : '"' + clip.getSha256() + '"';
    send(context, clip.getKey(), format.contentType(), tag);
  }

  /** Ids are plain already; a record that says otherwise must not write headers. */
  static String plain(String id) {
    return id.replaceAll("[^A-Za-z0-9._-]", "_");
  }

  private static Problem unknownClip(String id) {
    return Problem.notFound("clip", id, "the id of a stored clip that is kept here");
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
