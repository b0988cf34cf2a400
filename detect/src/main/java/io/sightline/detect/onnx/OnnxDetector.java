package io.sightline.detect.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.sightline.detect.image.TensorInput;
import io.sightline.detect.model.Candidate;
import io.sightline.detect.model.DetectionException;
import io.sightline.detect.model.Detector;
import io.sightline.detect.model.Found;
import io.sightline.detect.model.Letterbox;
import io.sightline.detect.model.Look;
import io.sightline.detect.model.OutputLayout;
import io.sightline.detect.model.Rect;
import io.sightline.detect.model.Reporting;
import io.sightline.detect.model.Seen;
import io.sightline.detect.model.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One worker's input and output of a shared session. */
final class OnnxDetector implements Detector {
  private final OrtSession session;
  private final OutputLayout layout;
  private final Reporting reporting;
  private final int batch;
  private final TensorInput input;
  private final Map<Integer, Bound> bound = new HashMap<>();

  OnnxDetector(OrtSession session, OutputLayout layout, Reporting reporting, int batch) {
    this.session = session;
    this.layout = layout;
    this.reporting = reporting;
    this.batch = batch;
    this.input = new TensorInput(layout.input(), batch);
  }

  /** Runs the model on empty inputs, so that the first frame is not the slow one. */
  void warmUp() throws OrtException, DetectionException {
    layout.read(run(1).get(0), 1);
    if (batch > 1) {
      run(batch);
    }
  }

  void runAlone(int times) throws OrtException, DetectionException {
    for (int i = 0; i < times; i++) {
      run(1);
    }
  }

  @Override
  public List<Found> detect(byte[] jpeg, List<Rect> regions) throws DetectionException {
    Seen seen = detectAll(List.of(new Look(jpeg, regions))).get(0);
    if (seen.failure() instanceof DetectionException e) {
      throw e;
    }
    if (seen.failure() != null) {
      throw new DetectionException("the detector broke: " + seen.failure(), seen.failure());
    }
    return seen.found();
  }

  @Override
  public List<Seen> detectAll(List<Look> looks) {
    List<Seen> seen = new ArrayList<>();
    for (int from = 0; from < looks.size(); from += batch) {
      seen.addAll(detectTogether(looks.subList(from, Math.min(looks.size(), from + batch))));
    }
    return seen;
  }

  /** In one run; a picture that cannot be read takes no place in it. */
  private List<Seen> detectTogether(List<Look> looks) {
    List<Letterbox> placed = new ArrayList<>();
    List<@Nullable Exception> failures = new ArrayList<>();
    for (Look look : looks) {
      try {
        placed.add(input.fill(placed.size(), look.jpeg()));
        failures.add(null);
      } catch (DetectionException | RuntimeException e) {
        failures.add(e);
      }
    }
    List<Seen> examined = placed.isEmpty() ? List.of() : examine(placed);
    List<Seen> seen = new ArrayList<>();
    int next = 0;
    for (Exception failure : failures) {
      seen.add(failure == null ? examined.get(next++) : Seen.failed(failure));
    }
    return seen;
  }

  private List<Seen> examine(List<Letterbox> placed) {
    List<Seen> seen = new ArrayList<>();
    try {
      List<List<Tensor>> outputs = run(placed.size());
      for (int i = 0; i < placed.size(); i++) {
        seen.add(read(outputs.get(i), placed.get(i)));
      }
    } catch (OrtException e) {
      DetectionException failure = new DetectionException("inference failed: " + e.getMessage(), e);
      placed.forEach(picture -> seen.add(Seen.failed(failure)));
    } catch (DetectionException e) {
      placed.forEach(picture -> seen.add(Seen.failed(e)));
    }
    return seen;
  }

  private Seen read(List<Tensor> outputs, Letterbox letterbox) {
    try {
      List<Candidate> candidates = layout.read(outputs, reporting.minScore());
      List<Found> found = new ArrayList<>();
      for (Candidate candidate : reporting.nms().apply(candidates)) {
        Rect box = letterbox.toFrame(candidate.box());
        if (box.area() > 0) {
          found.add(new Found(layout.labels().get(candidate.label()), candidate.score(), box));
        }
      }
      return Seen.of(found);
    } catch (DetectionException e) {
      return Seen.failed(e);
    }
  }

  private List<List<Tensor>> run(int pictures) throws OrtException, DetectionException {
    Bound known = bound.get(pictures);
    if (known == null) {
      known = new Bound(session, pictures, input.buffer(), layout.input().size());
      bound.put(pictures, known);
    }
    return known.run();
  }

  @Override
  public void close() {
    bound.values().forEach(Bound::close);
    input.close();
  }
}
