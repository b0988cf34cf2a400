package io.sightline.alerting.core;

import io.sightline.avro.Alert;
import io.sightline.avro.Decision;
import java.util.List;

/** What came of a record: the state after it, and what is to be published, in order. */
public record Folded(CameraState state, List<Alert> alerts, List<Decision> decisions) {}
