package io.sightline.standalone.kubernetes;

/** Where processes listen in a cluster. */
final class Ports {
  static final int KAFKA = 9093;
  static final int REGISTRY = 8081;
  static final int CONSOLE = 8080;
  static final int ADMIN = 9464;
  static final int DNS = 53;

  private Ports() {}
}
