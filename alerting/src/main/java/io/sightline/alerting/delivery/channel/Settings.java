package io.sightline.alerting.delivery.channel;

import io.sightline.runtime.HttpAddress;
import io.sightline.runtime.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with settings, so that all of it is told at once. */
public final class Settings {
  public static final String HTTP = "an http or https address";

  private final List<String> problems = new ArrayList<>();

  /** Notes a value that is not as it should be. */
  public void check(boolean good, String key, @Nullable Object value, String expected) {
    if (!good) {
      problems.add(key + (value == null ? " is missing" : " " + value) + ": expected " + expected);
    }
  }

  /** Notes what the check throws. */
  public void check(Runnable check) {
    try {
      check.run();
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
  }

  void requireText(String key, @Nullable String value, String expected) {
    check(value != null && !value.isBlank(), key, value == null ? null : "''", expected);
  }

  void requireSecret(String key, @Nullable Secret value, String expected) {
    boolean there = value != null && !value.value().isBlank();
    check(there, key, null, expected);
  }

  void requireHttp(String key, @Nullable URI url) {
    check(HttpAddress.isHttp(url), key, url, HTTP);
  }

  /** An address that is a secret as a whole. */
  void requireHttp(String key, @Nullable Secret url) {
    boolean good =
        url != null && url.value().matches("https?://[^\\s]+") && HttpAddress.isHttp(parsed(url));
    check(good, key, url, HTTP);
  }

  private static @Nullable URI parsed(Secret url) {
    try {
      return URI.create(url.value());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Throws everything that was noted, if anything was. */
  public void requireNone() {
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }
}
