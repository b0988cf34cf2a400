package io.sightline.console.http;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers only requests that ask for this host by a name it is known by. A page elsewhere that has
 * its own name resolved to this machine (DNS rebinding) thus reads nothing.
 */
final class HostGuard {
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
  private final boolean anyName;
  private final List<String> names;

  /**
   * @param host the address listened on
   * @param names further names; none while listening on a network address allows every name
   */
  HostGuard(String host, List<String> names) {
    this.anyName = !isLocal(host) && names.isEmpty();
    this.names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  /** Whether only this machine reaches the address. */
  static boolean isLocal(String host) {
    return LOCAL.contains(host) || host.equals("::1");
  }

  /**
   * @param header the Host header, with or without a port
   */
  boolean allows(@Nullable String header) {
    if (anyName) {
      return true;
    }
    if (header == null) {
      return false;
    }
    String name = withoutPort(header.toLowerCase(Locale.ROOT));
    return LOCAL.contains(name) || names.contains(name);
  }

  private static String withoutPort(String header) {
    int colon = header.lastIndexOf(':');
    return colon < 0 || header.endsWith("]") ? header : header.substring(0, colon);
  }
}
