package io.sightline.alerting.core;

import io.sightline.alerting.core.rules.Miss;
import io.sightline.avro.Subject;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an activity that has not ended.
 *
 * @param sound a stretch of sound: it has no frames, and nobody watches in it
 * @param examined frames in which detection ran
 * @param failed frames in which it could not
 * @param missing whether fewer frames arrived than were sent
 * @param regions whether a frame said where it differs from the scene
 * @param alerting best moving object that a rule alerts on, also below the rule's score
 * @param silent best moving object that satisfies a rule which keeps silent
 * @param misses how near it came to the rules that would alert
 * @param glance the picture in which most of it differs from the scene
 * @param doubt what speaks against an alert
 */
record Tally(
    String activity,
    long epoch,
    boolean sound,
    int examined,
    int failed,
    boolean missing,
    boolean regions,
    @Nullable Sight alerting,
    @Nullable Sight silent,
    List<ClipNote> clips,
    List<Link> links,
    List<Miss> misses,
    @Nullable Shot glance,
    Doubt doubt) {

  /** How an activity belongs to an alert. */
  record Link(String alert, Kind kind) {
    enum Kind {
      RAISED,
      JOINED,
      REOPENED
    }
  }

  /**
   * What speaks against an alert.
   *
   * @param tracks objects that were followed
   * @param known best of the objects of the scene where something moved
   * @param unsure labels between which the evidence of a track could not decide
   * @param overruled whether a track that was seen as something to alert on is rather something
   *     else
   */
  record Doubt(int tracks, @Nullable Sight known, List<String> unsure, boolean overruled) {
    static final Doubt NONE = new Doubt(0, null, List.of(), false);

    Doubt {
      unsure = unsure == null ? List.of() : List.copyOf(unsure);
    }

    Doubt begun(int more) {
      return more == 0 ? this : new Doubt(tracks + more, known, unsure, overruled);
    }

    Doubt known(Sight sight) {
      return new Doubt(tracks, Sight.better(known, sight), unsure, overruled);
    }

    Doubt unsure(List<String> labels) {
      return new Doubt(tracks, known, labels, overruled);
    }

    Doubt decided() {
      return new Doubt(tracks, known, unsure, true);
    }

    /** Somebody was alerted after all. */
    Doubt settled() {
      return new Doubt(tracks, known, List.of(), false);
    }
  }

  Tally {
    doubt = doubt == null ? Doubt.NONE : doubt;
    clips = clips == null ? List.of() : List.copyOf(clips);
    links = links == null ? List.of() : List.copyOf(links);
    misses = misses == null ? List.of() : List.copyOf(misses);
  }

  static Tally of(String activity, long epoch) {
    return fresh(activity, epoch, false);
  }

  static Tally ofSound(String activity, long epoch) {
    return fresh(activity, epoch, true);
  }

  private static Tally fresh(String activity, long epoch, boolean sound) {
    return new Tally(
        activity,
        epoch,
        sound,
        0,
        0,
        false,
        false,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        null,
        Doubt.NONE);
  }

  /** What the sound was taken for, all that is known by now. */
  Tally heard(@Nullable Sight alert, @Nullable Sight quiet, List<Miss> more) {
    return new Tally(
        activity,
        epoch,
        sound,
        examined,
        failed,
        missing,
        regions,
        alert,
        quiet,
        clips,
        links,
        Miss.nearest(misses, more),
        glance,
        doubt);
  }

  Tally failedFrame() {
    return new Tally(
        activity,
        epoch,
        sound,
        examined,
        failed + 1,
        missing,
        regions,
        alerting,
        silent,
        clips,
        links,
        misses,
        glance,
        doubt);
  }

  /**
   * @param recognised those that belong to the scene
   */
  Tally examinedFrame(
      List<Sighting> sightings, List<Sighting> recognised, Motion motion, Frame frame) {
    Sight alert = alerting;
    Sight quiet = silent;
    List<Miss> near = misses;
    Doubt now = doubt;
    for (Sighting sighting : recognised) {
      now = tells(sighting) ? now.known(Sight.of(sighting, frame)) : now;
    }
    for (Sighting sighting : sightings) {
      if (!sighting.moving()) {
        continue;
      }
      Sight sight = Sight.of(sighting, frame);
      near = Miss.nearest(near, sighting.judgement().misses());
      if (sighting.verdict().alert()) {
        alert = Sight.better(alert, sight);
      } else if (sight.strong()) {
        quiet = Sight.better(quiet, sight);
      }
    }
    return new Tally(
        activity,
        epoch,
        sound,
        examined + 1,
        failed,
        missing,
        motion.known(),
        alert,
        quiet,
        clips,
        links,
        near,
        Shot.better(glance, Shot.glance(motion, frame)),
        now);
  }

  private static boolean tells(Sighting known) {
    return known.moving()
        && known.strong()
        && (known.followed() || known.subject() != Subject.OTHER);
  }

  Tally doubted(UnaryOperator<Doubt> change) {
    Doubt now = change.apply(doubt);
    return now == doubt
        ? this
        : new Tally(
            activity, epoch, sound, examined, failed, missing, regions, alerting, silent, clips,
            links, misses, glance, now);
  }

  Tally framesMissing() {
    return new Tally(
        activity, epoch, sound, examined, failed, true, regions, alerting, silent, clips, links,
        misses, glance, doubt);
  }

  /** The clip, or what is new about it. */
  Tally clip(ClipNote note) {
    Stream<ClipNote> others = clips.stream().filter(c -> !c.clip().equals(note.clip()));
    List<ClipNote> now = Stream.concat(others, Stream.of(note)).limit(Policy.MAX_NAMED).toList();
    return new Tally(
        activity, epoch, sound, examined, failed, missing, regions, alerting, silent, now, links,
        misses, glance, doubt);
  }

  Tally linked(String alert, Link.Kind kind) {
    if (links.stream().anyMatch(link -> link.alert().equals(alert))) {
      return this;
    }
    List<Link> now = Stream.concat(links.stream(), Stream.of(new Link(alert, kind))).toList();
    return new Tally(
        activity, epoch, sound, examined, failed, missing, regions, alerting, silent, clips, now,
        misses, glance, doubt);
  }
}
