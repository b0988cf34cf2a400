package io.sightline.alerting.core;

import io.sightline.avro.Alert;
import io.sightline.avro.AlertState;
import io.sightline.avro.Detections;

/** Writes a revision of an incident as it goes on the topic. */
final class Alerts {
  private Alerts() {}

  /**
   * @param incident as told: its revision is the one that is written
   * @param record what led to the revision
   */
  static Alert of(
      Incident incident,
      AlertState state,
      boolean stateChanged,
      Detections record,
      long at,
      String build) {
    Shot shot = incident.scene().best();
    Finding.Ruling ruling = incident.finding().ruling();
    return Alert.newBuilder()
        .setAlertId(incident.id())
        .setRevision(incident.told().revision())
        .setRecordId(incident.id() + "-" + incident.told().revision())
        .setCamera(record.getCamera())
        .setCapturedAt(Micros.instant(at))
        .setEpoch(record.getEpoch())
        .setBuild(build)
        .setState(state)
        .setStateChanged(stateChanged)
        .setSubject(incident.finding().subject())
        .setLabel(incident.finding().label())
        .setConfidence(incident.finding().confidence())
        .setSeverity(ruling.severity())
        .setRule(ruling.rule())
        .setRuleVersion(ruling.version())
        .setZones(incident.finding().zones())
        .setChannels(ruling.channels())
        .setMode(ruling.mode())
        .setUnsure(incident.finding().unsure())
        .setStartedAt(Micros.instant(incident.span().start()))
        .setEndedAt(Micros.instant(incident.span().end()))
        .setRaisedAt(Micros.instant(incident.raisedAt()))
        .setActivities(incident.scene().activities())
        .setClips(incident.scene().clips().stream().map(ClipNote::toAlertClip).toList())
        .setSnapshot(shot == null ? null : shot.key())
        .setSnapshotBox(shot == null ? null : shot.box().toBox())
        .build();
  }
}
