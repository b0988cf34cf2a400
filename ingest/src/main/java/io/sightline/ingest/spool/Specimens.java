package io.sightline.ingest.spool;

import io.sightline.avro.Activity;
import io.sightline.avro.CameraHealth;
import io.sightline.avro.Clip;
import io.sightline.avro.FrameRef;
import io.sightline.avro.MediaKey;
import io.sightline.avro.Recording;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** A record for each topic that ingest writes, never to be published. */
final class Specimens {
  record Specimen(Topic<?> topic, SpecificRecord value) {}

  static final List<Specimen> ALL =
      List.of(
          new Specimen(
              Topics.HEALTH, CameraHealth.newBuilder().setCamera("").setRecordId("").build()),
          new Specimen(
              Topics.ACTIVITY,
              Activity.newBuilder().setCamera("").setRecordId("").setActivityId("").build()),
          new Specimen(Topics.FRAMES, FrameRef.newBuilder().setCamera("").setRecordId("").build()),
          new Specimen(
              Topics.RECORDINGS, Recording.newBuilder().setCamera("").setRecordId("").build()),
          new Specimen(
              Topics.CLIPS, Clip.newBuilder().setCamera("").setRecordId("").setClipId("").build()),
          new Specimen(Topics.KEYS, MediaKey.newBuilder().setRecordId("").setClipId("").build()));

  private Specimens() {}
}
