package io.sightline.standalone.erase;

import io.sightline.avro.Alert;
import io.sightline.avro.AlertClip;
import io.sightline.avro.Clip;
import io.sightline.avro.Erasure;
import io.sightline.avro.ErasureState;
import io.sightline.avro.Hold;
import io.sightline.avro.Recording;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.Build;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Ids;
import io.sightline.schemas.Topics;
import io.sightline.standalone.records.TopicRecords;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Finds what an erasure is about, asks for it, and says how far it is. */
public final class ErasureDesk {
  private final KafkaSettings kafka;

  public ErasureDesk(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  /** Everything of a camera in a span. */
  public Scope ofSpan(String camera, Instant from, Instant until, Instant now) {
    Set<String> known = new HashSet<>();
    TopicRecords.committed(kafka, Topics.CAMERAS).forEach(record -> known.add(record.key()));
    if (!known.contains(camera)) {
      throw new IllegalArgumentException(
          "--camera '%s': expected one of %s".formatted(camera, known.stream().sorted().toList()));
    }
    return new Scope(camera, from, until, "").requireOver(now);
  }

  /** The span of a clip. */
  public Scope ofClip(String id) {
    return clip(id)
        .map(Scope::of)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--clip '%s': expected a clip that is stored; it is gone, or never was"
                        .formatted(id)));
  }

  /** The visit that an alert tells. */
  public Scope ofAlert(String id, Instant now) {
    Alert alert =
        TopicRecords.committedOf(kafka, Topics.ALERTS, Ids.camera(id)).stream()
            .filter(each -> each.getAlertId().equals(id))
            .reduce((one, other) -> other.getRevision() >= one.getRevision() ? other : one)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "--alert '%s': expected the id of an alert on record".formatted(id)));
    List<Clip> clips = new ArrayList<>();
    for (AlertClip each : alert.getClips()) {
      clip(each.getClipId()).ifPresent(clips::add);
    }
    return Scope.of(alert, clips).requireOver(now);
  }

  private Optional<Clip> clip(String id) {
    return Optional.ofNullable(TopicRecords.newest(kafka, Topics.CLIPS).get(id));
  }

  /** What there is of it now. */
  public Plan plan(Scope scope, Instant now) {
    return Plan.of(scope, clips(scope), recordings(scope), holds(), now);
  }

  /** Others are not kept while they are read. */
  private Collection<Clip> clips(Scope scope) {
    Map<String, Clip> newest = new LinkedHashMap<>();
    TopicRecords.eachCommitted(
        kafka,
        Topics.CLIPS,
        AvroSerdes.deserializer(kafka, Topics.CLIPS),
        record -> {
          Clip clip = record.value();
          if (clip == null) {
            newest.remove(record.key());
          } else if (scope.has(clip)) {
            newest.put(record.key(), clip);
          }
        });
    return newest.values();
  }

  private List<Recording> recordings(Scope scope) {
    List<Recording> found = new ArrayList<>();
    TopicRecords.eachCommitted(
        kafka,
        Topics.RECORDINGS,
        AvroSerdes.deserializer(kafka, Topics.RECORDINGS),
        record -> {
          if (record.value() != null && scope.has(record.value())) {
            found.add(record.value());
          }
        });
    return found;
  }

  private Collection<Hold> holds() {
    Map<String, Hold> newest = new LinkedHashMap<>();
    for (ConsumerRecord<String, Hold> record : TopicRecords.committed(kafka, Topics.HOLDS)) {
      if (record.value() != null) {
        newest.put(record.value().getHoldId(), record.value());
      }
    }
    return newest.values();
  }

  /** Returns the request once it is safe on the broker. */
  public Erasure request(Scope scope, String who, String why, Instant now)
      throws IOException, InterruptedException {
    Instant at = now.truncatedTo(ChronoUnit.MICROS);
    String id = "erasure-" + Ids.base32(at);
    Erasure request =
        Erasure.newBuilder()
            .setErasureId(id)
            .setRecordId(id + "-requested")
            .setState(ErasureState.REQUESTED)
            .setCamera(scope.camera())
            .setFromTime(scope.from())
            .setUntilTime(scope.until())
            .setSubject(scope.subject())
            .setWho(who)
            .setWhy(why)
            .setRequestedAt(at)
            .setBuild(Build.version())
            .build();
    try (KafkaProducer<String, Erasure> producer =
        new KafkaProducer<>(
            kafka.producer("erase"),
            new StringSerializer(),
            AvroSerdes.<Erasure>serializer(kafka))) {
      producer.send(new ProducerRecord<>(kafka.topics().name(Topics.ERASURES), id, request)).get();
      return request;
    } catch (ExecutionException | KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(
          "cannot write %s: %s".formatted(kafka.topics().name(Topics.ERASURES), cause.getMessage()),
          e);
    }
  }

  /** All that is on record of one: the request first. */
  public List<Erasure> records(String id) {
    List<Erasure> records = TopicRecords.committedOf(kafka, Topics.ERASURES, id);
    if (records.isEmpty()) {
      throw new IllegalArgumentException(
          "'%s': expected the id of an erasure, as 'erase --list' prints it".formatted(id));
    }
    return records;
  }

  /** The newest record of each, in order of their requests. */
  public Collection<Erasure> all() {
    return TopicRecords.newest(kafka, Topics.ERASURES).values();
  }
}
