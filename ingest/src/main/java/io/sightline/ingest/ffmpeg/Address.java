package io.sightline.ingest.ffmpeg;

import io.sightline.ingest.media.SourceException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a source is: a path, {@code file:}, {@code rtsp(s):}, {@code rtsp+udp:}, {@code http(s):}
 * or {@code device:}.
 *
 * @param target as FFmpeg wants it, with the credentials
 * @param display for people, without them
 */
record Address(Kind kind, String target, String display) {
  enum Kind {
    FILE,
    RTSP,
    RTSP_UDP,
    HTTP,
    DEVICE
  }

  private static final Pattern SCHEME = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]+)://(.*)$");
  // Greedy up to the last @, since passwords hold any sign.
  private static final Pattern USER_INFO = Pattern.compile("://\\S*@");
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)((?:pass(?:word|wd)?|pwd?|psw|token|secret|auth|api_?key|key|user(?:name)?|usr|login)[=:])[^&/\\s'\"]+");

  static Address parse(String address) throws SourceException {
    if (address.isBlank()) {
      throw new SourceException("source address is empty, expected a path or an address");
    }
    if (address.startsWith("device:")) {
      return new Address(Kind.DEVICE, address.substring("device:".length()), address);
    }
    Matcher scheme = SCHEME.matcher(address);
    if (!scheme.matches()) {
      return file(address.startsWith("file:") ? address.substring("file:".length()) : address);
    }
    return switch (scheme.group(1).toLowerCase(Locale.ROOT)) {
      case "file" -> file(scheme.group(2));
      case "rtsp", "rtsps" -> new Address(Kind.RTSP, address, mask(address));
      case "rtsp+udp" -> new Address(Kind.RTSP_UDP, "rtsp://" + scheme.group(2), mask(address));
      case "http", "https" -> new Address(Kind.HTTP, address, mask(address));
      default ->
          throw new SourceException(
              "source "
                  + mask(address)
                  + " has the unknown scheme "
                  + scheme.group(1)
                  + ", expected a path, file, rtsp, rtsps, rtsp+udp, http, https or device");
    };
  }

  /** The {@code file:} keeps FFmpeg from reading a colon in the name as a protocol. */
  static Address file(String path) {
    return new Address(Kind.FILE, "file:" + path, path);
  }

  /** Replaces user, password and what looks like a secret. */
  static String mask(String text) {
    String withoutUser = USER_INFO.matcher(text).replaceAll("://***@");
    return SECRET.matcher(withoutUser).replaceAll("$1***");
  }

  boolean live() {
    return kind != Kind.FILE;
  }

  String path() {
    return target.substring("file:".length());
  }
}
