package io.sightline.detect;

import io.sightline.avro.Box;
import io.sightline.avro.Detection;
import io.sightline.avro.Detections;
import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import io.sightline.avro.ModelRef;
import io.sightline.detect.model.Rect;
import io.sightline.detect.model.Sighting;
import java.util.List;

/**
 * Makes the one output of each input.
 *
 * @param models that look at each frame, at least one
 * @param build version of the program
 */
record Answers(List<ModelRef> models, String build) {

  ModelRef first() {
    return models.get(0);
  }

  Detections found(FrameRef input, List<Sighting> objects) {
    return begin(input).setObjects(objects.stream().map(Answers::detection).toList()).build();
  }

  Detections failed(FrameRef input, String failure) {
    return begin(input).setFailure(failure).build();
  }

  Detections mark(FrameRef input) {
    return begin(input).build();
  }

  /** For a record that could not be read; of what it said only the key and the place are known. */
  Detections unreadable(String camera, String place, String failure) {
    return Detections.newBuilder()
        .setRecordId(place + "-d")
        .setCamera(camera)
        .setKind(FrameKind.FRAME)
        .setSequence(-1)
        .setModel(first().getName())
        .setModelDigest(first().getDigest())
        .setModels(models.size() == 1 ? List.of() : models)
        .setBuild(build)
        .setFailure(failure)
        .build();
  }

  private Detections.Builder begin(FrameRef input) {
    return Detections.newBuilder()
        .setRecordId(input.getRecordId() + "-d")
        .setCamera(input.getCamera())
        .setCapturedAt(input.getCapturedAt())
        .setEpoch(input.getEpoch())
        .setBuild(build)
        .setCameraVersion(input.getCameraVersion())
        .setKind(input.getKind())
        .setSequence(input.getSequence())
        .setActivityId(input.getActivityId())
        .setClipId(input.getClipId())
        .setKey(input.getKey())
        .setWidth(input.getWidth())
        .setHeight(input.getHeight())
        .setRegions(input.getRegions())
        .setModel(first().getName())
        .setModelDigest(first().getDigest())
        .setModels(models.size() == 1 ? List.of() : models)
        .setMode(input.getMode())
        .setMark(input.getMark());
  }

  private static Detection detection(Sighting sighting) {
    return Detection.newBuilder()
        .setLabel(sighting.found().label())
        .setScore(sighting.found().score())
        .setBox(box(sighting.found().box()))
        .setModel(sighting.model())
        .setInCrop(sighting.inCrop())
        .build();
  }

  /** Written so that left and width do not add up to more than the frame. */
  private static Box box(Rect box) {
    return new Box(
        box.left(), box.top(), length(box.left(), box.width()), length(box.top(), box.height()));
  }

  private static float length(float from, float length) {
    return from + length > 1 ? Math.nextDown(1 - from) : length;
  }
}
