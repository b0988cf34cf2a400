package io.sightline.runtime;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Addresses in configurations to which HTTP goes. */
public final class HttpAddress {
  private HttpAddress() {}

  /** Whether it is one: {@code http} or {@code https}, with a host. */
  public static boolean isHttp(@Nullable URI url) {
    return url != null
        && url.getScheme() != null
        && url.getScheme().matches("https?")
        && url.getHost() != null;
  }
}
