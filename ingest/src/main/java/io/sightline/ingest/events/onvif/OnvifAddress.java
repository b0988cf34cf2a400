package io.sightline.ingest.events.onvif;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where a device service is, and who asks.
 *
 * @param device without user and password
 * @param user empty: nobody
 */
record OnvifAddress(URI device, String user, String password) {

  /** Reads {@code http://user:password@host/path}; the message of a refusal names no secret. */
  static OnvifAddress parse(String address) {
    int begin = address.indexOf("://") + 3;
    String scheme = begin < 3 ? "" : address.substring(0, begin - 3);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException(
          "onvif: scheme '" + scheme + "', expected http://host/onvif/device_service");
    }
    int slash = address.indexOf('/', begin);
    int end = slash < 0 ? address.length() : slash;
    int at = address.lastIndexOf('@', end);
    String[] who = at < begin ? new String[0] : address.substring(begin, at).split(":", 2);
    String rest = address.substring(Math.max(begin, at + 1));
    URI device = uri(scheme + "://" + (slash < 0 ? rest + "/onvif/device_service" : rest));
    if (device == null || device.getHost() == null) {
      throw new IllegalArgumentException(
          "onvif: no host in the address, expected http://host/onvif/device_service");
    }
    return new OnvifAddress(
        device, who.length > 0 ? decode(who[0]) : "", who.length > 1 ? decode(who[1]) : "");
  }

  /** A service as the device names it, but at the host where the device itself was reached. */
  URI service(String told) {
    URI named = uri(told);
    if (named == null || named.getRawPath() == null || named.getRawPath().isEmpty()) {
      return device;
    }
    int port = named.getPort() >= 0 ? named.getPort() : device.getPort();
    String query = named.getRawQuery() == null ? "" : "?" + named.getRawQuery();
    return URI.create(
        device.getScheme()
            + "://"
            + host()
            + (port < 0 ? "" : ":" + port)
            + named.getRawPath()
            + query);
  }

  private String host() {
    return device.getHost();
  }

  private static @Nullable URI uri(String text) {
    try {
      return new URI(text.strip());
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** A password may hold a per cent sign that begins nothing. */
  private static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  @Override
  public String toString() {
    return device.toString();
  }
}
