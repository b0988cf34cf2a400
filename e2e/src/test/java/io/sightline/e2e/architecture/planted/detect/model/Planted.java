package io.sightline.e2e.architecture.planted.detect.model;

import ai.onnxruntime.OrtSession;

/** Breaks rules on purpose, so that they are seen to fail. */
public class Planted {
  OrtSession session;
}
