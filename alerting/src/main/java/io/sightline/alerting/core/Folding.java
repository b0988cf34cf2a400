package io.sightline.alerting.core;

import io.sightline.alerting.core.Sighting.Lens;
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
  private final Lens lens;
  private final List<Decision> decisions = new ArrayList<>();
  private final long at;
  private final KnownObjects known;
  private List<Track> tracks;
  private long tracksBegun;
  private int early;
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
    this.said = new Said(before.said(), incidents);
    this.tracks = before.tracks();
    this.tracksBegun = before.tracksBegun();
    this.known = new KnownObjects(before.known());
    this.early = before.early();
    this.arrived = record.getEpoch() == before.epoch() ? before.arrived() : 0;
    this.frameAt = before.frameAt();
    this.model = before.model();
    this.modelDigest = before.modelDigest();
    long captured = Micros.of(record.getCapturedAt());
    this.at = Micros.sane(captured) ? captured : before.through();
    this.lens = new Lens(version.rulebook(), version.rulebook().at(at, record.getMode()));
    this.sounds =
        new Sounds(
            record.getCamera(), lens, record.getMode(), before.frameAt(), activities, incidents);
  }

  Folded run() {
    restartTime();
    if (!activities.watching(record.getEpoch())) {
      incidents.expire(at, Visits.resting(tracks));
      dropTracksOfClosed();
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
      startAfresh();
    }
  }

  private void startAfresh() {
    incidents.closeAll();
    tracks = List.of();
    frameAt = -1;
    early = 0;
  }

  private void frame() {
    arrived++;
    Frame frame = Frame.of(record);
    if (frame.at() <= frameAt && !setBack(frame)) {
      return;
    }
    if (record.getFailure() != null || !Micros.sane(frame.at())) {
      activities.change(frame.activity(), record.getEpoch(), Tally::failedFrame);
      return;
    }
    frameAt = at;
    early = 0;
    examine(frame);
  }

  /** Frames come late or twice; but many in a row say that the camera's clock was set back. */
  private boolean setBack(Frame frame) {
    early = Micros.sane(frame.at()) ? early + 1 : early;
    if (early < Policy.MAX_EARLY) {
      return false;
    }
    startAfresh();
    return true;
  }

  private void examine(Frame frame) {
    Motion motion = Motion.of(record.getRegions(), activities.regions(frame.activity()));
    List<Sighting> sightings =
        said.judge(Sighting.of(record.getObjects(), lens, motion, at), frame.activity(), at);
    activities.change(frame.activity(), record.getEpoch(), tally -> tally);
    activities.clip(frame, record.getEpoch());
    model = record.getModel();
    modelDigest = record.getModelDigest();
    Tracker tracker = new Tracker(tracks, tracksBegun, known, sightings, motion, frame, lens);
    List<Track> followed = tracker.step();
    int begun = (int) (tracker.begun() - tracksBegun);
    tracksBegun = tracker.begun();
    tracks =
        new Visits(
                record.getCamera(),
                lens,
                record.getMode(),
                activities,
                incidents,
                said,
                followed,
                frame)
            .observe();
    activities.change(
        frame.activity(),
        record.getEpoch(),
        tally ->
            tally
                .examinedFrame(tracker.sightings(), tracker.recognised(), motion, frame)
                .doubted(doubt -> doubt.begun(begun)));
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
        .setMode(record.getMode())
        .setModelDigest(isSound(activity) ? activity.getSoundModelDigest() : modelDigest)
        .build();
  }

  private void dropTracksOfClosed() {
    List<Track> kept = new ArrayList<>(tracks.size());
    for (Track track : tracks) {
      Incident incident = track.incident() == null ? null : incidents.get(track.incident());
      boolean settled = track.stay().rest(track.lastSeen()) >= Policy.VISIT_REST_MICROS;
      if (track.incident() == null || (incident != null && incident.open() && !settled)) {
        kept.add(track);
      } else if (track.absentSince() == null && track.atRest()) {
        known.add(track);
      }
    }
    tracks = kept;
  }

  private CameraState after(long epoch, long sequence, int arrivedNow) {
    boolean newTime = record.getEpoch() > before.epoch() && at < before.through();
    return new CameraState(
        epoch,
        sequence,
        newTime ? at : Math.max(at, before.through()),
        frameAt,
        arrivedNow,
        early,
        tracksBegun,
        tracks,
        known.all(),
        List.copyOf(incidents.all()),
        List.copyOf(activities.open()),
        List.copyOf(activities.decided()),
        model,
        modelDigest,
        said.memory());
  }
}
