package io.sightline.alerting.core;

import io.sightline.avro.Activity;
import io.sightline.avro.ActivityKind;
import io.sightline.avro.Alert;
import io.sightline.avro.Decision;
import io.sightline.avro.Detections;
import io.sightline.avro.FrameKind;
import io.sightline.avro.MadeWith;
import io.sightline.avro.Mark;
import java.util.ArrayList;
import java.util.List;

/** The work on one record that is new in its epoch. */
final class Folding {
  private final CameraState before;
  private final Detections record;
  private final CameraVersion version;
  private final String build;
  private final Activities activities;
  private final Incidents incidents;
  private final Sounds sounds;
  private final Said said;
  private final List<Decision> decisions = new ArrayList<>();
  private final long at;
  private List<Track> tracks;
  private int arrived;
  private long frameAt;
  private String model;
  private String modelDigest;

  Folding(CameraState before, Detections record, CameraVersion version, String build) {
    this.before = before;
    this.record = record;
    this.version = version;
    this.build = build;
    this.activities = new Activities(before.activities(), before.decided());
    this.incidents = new Incidents(before.incidents());
    this.sounds =
        new Sounds(
            record.getCamera(),
            Rules.of(version.camera()),
            version.cooldownMicros(),
            activities,
            incidents);
    this.said = new Said(before.said(), incidents);
    this.tracks = before.tracks();
    this.arrived = record.getEpoch() == before.epoch() ? before.arrived() : 0;
    this.frameAt = before.frameAt();
    this.model = before.model();
    this.modelDigest = before.modelDigest();
    long captured = Micros.of(record.getCapturedAt());
    this.at = Micros.sane(captured) ? captured : before.through();
  }

  Folded run() {
    restartTime();
    if (!activities.watching(record.getEpoch())) {
      incidents.expire(at);
    }
    incidents.expireSounds(at);
    Mark mark = record.getMark();
    if (record.getKind() == FrameKind.FRAME) {
      frame();
    } else if (mark != null) {
      mark(mark);
    }
    dropTracksOfClosed();
    List<Alert> alerts = revise();
    return new Folded(after(record.getEpoch(), record.getSequence(), arrived), alerts, decisions);
  }

  /**
   * For a record that came before, or belongs to an epoch that is over: it changes nothing, but
   * what ended with it and is not decided yet is decided.
   */
  Folded late() {
    Mark mark = record.getMark();
    if (mark == null) {
      return new Folded(before, List.of(), List.of());
    }
    ends(mark, false);
    List<Alert> alerts = revise();
    return new Folded(
        after(before.epoch(), before.sequence(), before.arrived()), alerts, decisions);
  }

  private List<Alert> revise() {
    List<Alert> alerts = new ArrayList<>();
    incidents.revise(
        at,
        (incident, state, changed) ->
            alerts.add(Alerts.of(incident, state, changed, record, at, build)));
    return alerts;
  }

  /** Capture time went back with a new epoch: what was open then cannot go on. */
  private void restartTime() {
    if (record.getEpoch() != before.epoch() && at < before.through()) {
      incidents.closeAll();
      tracks = List.of();
      frameAt = -1;
    }
  }

  private void frame() {
    arrived++;
    Frame frame = Frame.of(record);
    if (frame.at() <= frameAt) {
      return;
    }
    if (record.getFailure() != null || !Micros.sane(frame.at())) {
      activities.change(frame.activity(), record.getEpoch(), Tally::failedFrame);
      return;
    }
    frameAt = at;
    examine(frame);
  }

  private void examine(Frame frame) {
    Motion motion = Motion.of(record.getRegions(), activities.regions(frame.activity()));
    List<Sighting> sightings =
        said.judge(
            Sighting.of(record.getObjects(), Rules.of(version.camera()), motion),
            frame.activity(),
            at);
    activities.change(
        frame.activity(), record.getEpoch(), tally -> tally.examinedFrame(sightings, motion));
    activities.clip(frame, record.getEpoch());
    model = record.getModel();
    modelDigest = record.getModelDigest();
    List<Sighting> alerting = sightings.stream().filter(Folding::alerting).toList();
    long cooldown = version.cooldownMicros();
    tracks =
        new Visits(record.getCamera(), cooldown, activities, incidents, said)
            .observe(tracks, alerting, frame);
  }

  /** Weak boxes count only where something moves. */
  private static boolean alerting(Sighting sighting) {
    return sighting.verdict().alert() && (sighting.strong() || sighting.moving());
  }

  private void mark(Mark mark) {
    boolean missing = mark.getFrames() > arrived;
    arrived = 0;
    if (missing) {
      activities.framesMissing(record.getEpoch());
    }
    said.take(mark.getFeedback(), record.getCamera(), at);
    mark.getHeard().forEach(heard -> sounds.heard(heard, record.getEpoch(), at));
    ends(mark, missing);
    if (mark.getFinal$()) {
      incidents.closeAll();
      tracks = List.of();
    }
  }

  private void ends(Mark mark, boolean missing) {
    mark.getEnded().stream()
        .filter(Folding::isSound)
        .forEach(sound -> activities.sound(sound, record.getEpoch()));
    mark.getCommitted().forEach(activities::committed);
    mark.getCommitted().forEach(incidents::committed);
    mark.getEnded().forEach(ended -> end(ended, missing));
  }

  private void end(Activity activity, boolean missing) {
    String id = activity.getActivityId();
    if (activities.isDecided(id)) {
      return;
    }
    if (isSound(activity)) {
      sounds.heard(activity, record.getEpoch(), at);
    } else {
      sounds.moved(activity, record.getEpoch());
    }
    Tally known = activities.decide(id);
    Tally tally = known == null ? Tally.of(id, record.getEpoch()) : known;
    incidents.ended(id);
    if (!isSound(activity) && !activities.watching(record.getEpoch())) {
      incidents.quiet(activity);
    }
    decisions.add(
        said.settle(
            Decisions.of(
                activity,
                missing && known == null && activity.getFrames() > 0
                    ? tally.framesMissing()
                    : tally,
                incidents.all(),
                record,
                Micros.instant(at),
                madeWith(activity),
                build)));
  }

  private static boolean isSound(Activity activity) {
    return activity.getKind() == ActivityKind.SOUND;
  }

  private MadeWith madeWith(Activity activity) {
    return MadeWith.newBuilder()
        .setCameraTopic(version.topic())
        .setCameraPartition(version.partition())
        .setCameraOffset(version.offset())
        .setCameraVersion(version.camera().getVersion())
        .setModel(isSound(activity) ? activity.getSoundModel() : model)
        .setModelDigest(isSound(activity) ? activity.getSoundModelDigest() : modelDigest)
        .build();
  }

  private void dropTracksOfClosed() {
    tracks =
        tracks.stream()
            .filter(
                track -> {
                  Incident incident =
                      track.incident() == null ? null : incidents.get(track.incident());
                  return track.incident() == null || (incident != null && incident.open());
                })
            .toList();
  }

  private CameraState after(long epoch, long sequence, int arrivedNow) {
    boolean newTime = record.getEpoch() > before.epoch() && at < before.through();
    return new CameraState(
        epoch,
        sequence,
        newTime ? at : Math.max(at, before.through()),
        frameAt,
        arrivedNow,
        tracks,
        List.copyOf(incidents.all()),
        List.copyOf(activities.open()),
        List.copyOf(activities.decided()),
        model,
        modelDigest,
        said.memory());
  }
}
