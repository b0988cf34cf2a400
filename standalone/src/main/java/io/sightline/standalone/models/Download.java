package io.sightline.standalone.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Brings a file here over HTTP; goes on where an earlier try broke off, if the server can. */
final class Download {
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(20);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
  private static final int ATTEMPTS = 4;
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int NOT_SATISFIABLE = 416;
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");

  /** Is told how far it is. */
  interface Progress {
    /**
     * @param total bytes; -1: not known
     */
    void at(long bytes, long total);
  }

  /** The server will give the same answer again. */
  private static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT_WITHIN)
          .followRedirects(Redirect.NORMAL)
          .build();
  private final URI source;
  private final Path part;
  private final long maxBytes;
  private final Progress progress;

  /**
   * @param part what is there of the file so far, if anything
   * @param maxBytes a longer file is refused
   */
  Download(URI source, Path part, long maxBytes, Progress progress) {
    this.source = source;
    this.part = part;
    this.maxBytes = maxBytes;
    this.progress = progress;
  }

  /** Returns when the file is whole, as far as the server tells; else what came stays. */
  void run() throws IOException, InterruptedException {
    IOException cause = null;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        attempt();
        return;
      } catch (RefusedException e) {
        throw e;
      } catch (IOException e) {
        cause = e;
      }
    }
    throw new IOException(
        source
            + " broke off after "
            + present()
            + " bytes, "
            + ATTEMPTS
            + " times ("
            + cause
            + "); call again to go on from there",
        cause);
  }

  private long present() throws IOException {
    return Files.exists(part) ? Files.size(part) : 0;
  }

  private void attempt() throws IOException, InterruptedException {
    long present = present();
    HttpRequest.Builder request = HttpRequest.newBuilder(source).timeout(ANSWER_WITHIN);
    if (present > 0) {
      request.header("Range", "bytes=" + present + "-");
    }
    HttpResponse<InputStream> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      switch (response.statusCode()) {
        case OK -> write(body, 0, response.headers().firstValueAsLong("Content-Length").orElse(-1));
        case PARTIAL -> writeRest(response, body, present);
        case NOT_SATISFIABLE -> startOver(present);
        default ->
            throw new RefusedException(
                source + " answered " + response.statusCode() + ": expected 200");
      }
    }
  }

  /**
   * There is nothing behind what is here: it is whole, or of another file, which its digest tells.
   */
  private void startOver(long present) throws IOException {
    if (present == 0) {
      throw new RefusedException(source + " answered 416 to a request for all of it");
    }
  }

  private void writeRest(HttpResponse<InputStream> response, InputStream body, long present)
      throws IOException {
    String range = response.headers().firstValue("Content-Range").orElse("");
    Matcher matcher = CONTENT_RANGE.matcher(range);
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) != present) {
      Files.deleteIfExists(part);
      throw new IOException(
          "the part from " + present + " on was asked for, and '" + range + "' was sent");
    }
    String total = matcher.group(2);
    write(body, present, total.equals("*") ? -1 : Long.parseLong(total));
  }

  private void write(InputStream body, long from, long total) throws IOException {
    if (total > maxBytes) {
      throw new RefusedException(source + " has " + total + " bytes: expected at most " + maxBytes);
    }
    long written = from;
    byte[] buffer = new byte[1 << 16];
    try (OutputStream out =
        from == 0
            ? Files.newOutputStream(part)
            : Files.newOutputStream(part, StandardOpenOption.APPEND)) {
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        written += read;
        if (written > maxBytes) {
          throw new RefusedException(
              source + " has more than " + maxBytes + " bytes: expected no more");
        }
        out.write(buffer, 0, read);
        progress.at(written, total);
      }
    }
    if (total >= 0 && written < total) {
      throw new IOException(written + " of " + total + " bytes came");
    }
  }
}
