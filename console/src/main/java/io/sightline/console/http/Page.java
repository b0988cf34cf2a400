package io.sightline.console.http;

import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The files of the web page: these and no others, held in memory. */
final class Page {
  static final List<String> FILES =
      List.of(
          "index.html",
          "style.css",
          "favicon.svg",
          "early.js",
          "app.js",
          "api.js",
          "dom.js",
          "words.js",
          "theme.js",
          "lanes.js",
          "alerts.js",
          "clip.js",
          "feedback.js",
          "quiet.js",
          "list.js",
          "ask.js",
          "holds.js",
          "erasures.js",
          "recordings.js",
          "roll.js");

  private record Asset(ByteBuffer bytes, String type, String tag) {}

  private Page() {}

  static void serve(Javalin app) {
    for (String file : FILES) {
      Asset asset = load(file);
      app.get("/" + file, context -> send(context, asset));
      if (file.equals("index.html")) {
        app.get("/", context -> send(context, asset));
      }
    }
  }

  private static void send(Context context, Asset asset) {
    context.header("ETag", asset.tag());
    context.header("Cache-Control", "no-cache");
    if (asset.tag().equals(context.header("If-None-Match"))) {
      context.status(304);
      return;
    }
    context.contentType(asset.type()).result(asset.bytes().array());
  }

  private static Asset load(String file) {
    try (InputStream in = Page.class.getResourceAsStream("/io/sightline/console/page/" + file)) {
      if (in == null) {
        throw new IllegalStateException("page file " + file + ": expected it in the jar");
      }
      byte[] bytes = in.readAllBytes();
      return new Asset(ByteBuffer.wrap(bytes), type(file), '"' + digest(bytes) + '"');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String type(String file) {
    return switch (file.substring(file.lastIndexOf('.'))) {
      case ".html" -> "text/html; charset=utf-8";
      case ".css" -> "text/css; charset=utf-8";
      case ".js" -> "text/javascript; charset=utf-8";
      case ".svg" -> "image/svg+xml";
      default -> throw new IllegalArgumentException(file + ": expected a known extension");
    };
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: expected in every Java", e);
    }
  }
}
