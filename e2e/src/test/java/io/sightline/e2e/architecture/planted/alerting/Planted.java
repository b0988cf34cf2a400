package io.sightline.e2e.architecture.planted.alerting;

/** Breaks rules on purpose, so that they are seen to fail. */
public class Planted {
  io.sightline.e2e.architecture.planted.detect.Planted other =
      new io.sightline.e2e.architecture.planted.detect.Planted();

  static class NamesATopic {
    Object topic = new io.sightline.e2e.architecture.planted.schemas.Topic("alerts");
  }
}
