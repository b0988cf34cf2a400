package io.sightline.schemas;

import static io.sightline.schemas.Topic.Keep.COMPACTED;
import static io.sightline.schemas.Topic.Keep.FOR_EVER;
import static io.sightline.schemas.Topic.Keep.THIRTY_DAYS;
import static io.sightline.schemas.Topic.Keep.UNTIL_DESTROYED;
import static io.sightline.schemas.Topic.Key.ALERT;
import static io.sightline.schemas.Topic.Key.CAMERA;
import static io.sightline.schemas.Topic.Key.CELL;
import static io.sightline.schemas.Topic.Key.CLIP;
import static io.sightline.schemas.Topic.Key.ERASURE;
import static io.sightline.schemas.Topic.Key.ORIGINAL;
import static io.sightline.schemas.Topic.Key.PARTITION;
import static io.sightline.schemas.Topic.Key.POLICY;
import static io.sightline.schemas.Topic.Key.REQUEST;
import static io.sightline.schemas.Topic.Key.SITE;
import static io.sightline.schemas.Topic.Key.STORE;

import io.sightline.avro.Activity;
import io.sightline.avro.Alert;
import io.sightline.avro.Camera;
import io.sightline.avro.CameraHealth;
import io.sightline.avro.Clip;
import io.sightline.avro.Decision;
import io.sightline.avro.Deletion;
import io.sightline.avro.DeletionResult;
import io.sightline.avro.Detections;
import io.sightline.avro.Erasure;
import io.sightline.avro.Expiry;
import io.sightline.avro.Feedback;
import io.sightline.avro.FrameRef;
import io.sightline.avro.Hold;
import io.sightline.avro.LedgerHead;
import io.sightline.avro.MediaKey;
import io.sightline.avro.Mode;
import io.sightline.avro.Notification;
import io.sightline.avro.Policy;
import io.sightline.avro.Pressure;
import io.sightline.avro.Progress;
import io.sightline.avro.Recording;
import io.sightline.avro.RetentionAnswer;
import io.sightline.avro.RetentionRequest;
import io.sightline.avro.RetentionStored;
import io.sightline.avro.Space;
import io.sightline.avro.StockCell;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;

/**
 * Every topic, in the order in which an event flows, and the only place where one is named. All
 * have the same number of partitions, so that everything with the same key meets in one task.
 *
 * @param prefix begins every topic, group and transactional id
 */
public record Topics(String prefix) {
  public static final String DEFAULT_PREFIX = "sightline";

  public static final Topic<Camera> CAMERAS =
      new Topic<>(
          "cameras",
          CAMERA,
          Camera.class,
          FOR_EVER,
          "standalone",
          "configuration of cameras, by version");
  public static final Topic<Mode> MODES =
      new Topic<>(
          "modes",
          SITE,
          Mode.class,
          FOR_EVER,
          "the command",
          "home, away or privacy, for each site");
  public static final Topic<CameraHealth> HEALTH =
      new Topic<>(
          "health",
          CAMERA,
          CameraHealth.class,
          COMPACTED,
          "ingest",
          "online or offline, with cause");
  public static final Topic<Activity> ACTIVITY =
      new Topic<>(
          "activity",
          CAMERA,
          Activity.class,
          THIRTY_DAYS,
          "ingest",
          "stretches of motion, from start to end");
  public static final Topic<FrameRef> FRAMES =
      new Topic<>(
          "frames",
          CAMERA,
          FrameRef.class,
          THIRTY_DAYS,
          "ingest",
          "sampled frames by reference, and marks");
  public static final Topic<Recording> RECORDINGS =
      new Topic<>(
          "recordings",
          CAMERA,
          Recording.class,
          THIRTY_DAYS,
          "ingest",
          "pieces of round-the-clock video, and its gaps");
  public static final Topic<Clip> CLIPS =
      new Topic<>(
          "clips",
          CLIP,
          Clip.class,
          COMPACTED,
          "ingest, retention",
          "stored clips with their deadline");
  public static final Topic<MediaKey> KEYS =
      new Topic<>(
          "keys",
          CLIP,
          MediaKey.class,
          UNTIL_DESTROYED,
          "ingest, retention, the command",
          "wrapped keys of clips and recordings; a tombstone destroys");
  public static final Topic<Detections> DETECTIONS =
      new Topic<>(
          "detections",
          CAMERA,
          Detections.class,
          THIRTY_DAYS,
          "detect",
          "what was found, one for each input");
  public static final Topic<Decision> DECISIONS =
      new Topic<>(
          "decisions",
          CAMERA,
          Decision.class,
          THIRTY_DAYS,
          "alerting",
          "the one outcome of each activity");
  public static final Topic<Alert> ALERTS =
      new Topic<>(
          "alerts",
          CAMERA,
          Alert.class,
          THIRTY_DAYS,
          "alerting",
          "incidents worth telling, by revision");
  public static final Topic<Progress> PROGRESS =
      new Topic<>(
          "progress",
          CAMERA,
          Progress.class,
          COMPACTED,
          "alerting",
          "up to when each camera has been decided");
  public static final Topic<Notification> NOTIFICATIONS =
      new Topic<>(
          "notifications",
          ALERT,
          Notification.class,
          THIRTY_DAYS,
          "alerting",
          "attempts to deliver, with receipt");
  public static final Topic<Feedback> FEEDBACK =
      new Topic<>(
          "feedback",
          CAMERA,
          Feedback.class,
          THIRTY_DAYS,
          "console, subscribers",
          "what people say an alert really was");
  public static final Topic<Policy> POLICIES =
      new Topic<>(
          "policies",
          POLICY,
          Policy.class,
          FOR_EVER,
          "standalone, the command",
          "what is kept how long, by version");
  public static final Topic<Hold> HOLDS =
      new Topic<>(
          "holds",
          CAMERA,
          Hold.class,
          FOR_EVER,
          "the command, console, retention",
          "what stays whatever its deadline says");
  public static final Topic<RetentionRequest> RETENTION_REQUESTS =
      new Topic<>(
          "retention-requests",
          CLIP,
          RetentionRequest.class,
          THIRTY_DAYS,
          "retention, the command",
          "what each of its tasks is to take into account");
  public static final Topic<RetentionAnswer> RETENTION_ANSWERS =
      new Topic<>(
          "retention-answers",
          REQUEST,
          RetentionAnswer.class,
          THIRTY_DAYS,
          "retention",
          "what its tasks did about a request");
  public static final Topic<RetentionStored> RETENTION_STORED =
      new Topic<>(
          "retention-stored",
          REQUEST,
          RetentionStored.class,
          THIRTY_DAYS,
          "retention",
          "how much there is, for limits");
  public static final Topic<Deletion> DELETIONS =
      new Topic<>("deletions", CLIP, Deletion.class, THIRTY_DAYS, "retention", "orders to delete");
  public static final Topic<DeletionResult> DELETION_RESULTS =
      new Topic<>(
          "deletion-results",
          CLIP,
          DeletionResult.class,
          THIRTY_DAYS,
          "retention",
          "the store's answers");
  public static final Topic<Expiry> EXPIRIES =
      new Topic<>(
          "expiries", CLIP, Expiry.class, FOR_EVER, "retention", "the ledger of deleted clips");
  public static final Topic<Erasure> ERASURES =
      new Topic<>(
          "erasures",
          ERASURE,
          Erasure.class,
          FOR_EVER,
          "the command, retention",
          "requests to erase, and how far they are");
  public static final Topic<Space> SPACE =
      new Topic<>(
          "space",
          STORE,
          Space.class,
          THIRTY_DAYS,
          "retention",
          "how much room the clip store has");
  public static final Topic<StockCell> STOCK =
      new Topic<>(
          "stock",
          CELL,
          StockCell.class,
          COMPACTED,
          "retention",
          "how much media there is, by kind and hour");
  public static final Topic<Pressure> PRESSURE =
      new Topic<>(
          "pressure",
          STORE,
          Pressure.class,
          THIRTY_DAYS,
          "retention",
          "when the store will be full, and what goes early");
  public static final Topic<LedgerHead> LEDGER_HEADS =
      new Topic<>(
          "ledger-heads",
          PARTITION,
          LedgerHead.class,
          FOR_EVER,
          "retention",
          "how far the ledger had come, signed");
  public static final Topic<SpecificRecord> DEAD_LETTERS =
      new Topic<>(
          "dead-letters",
          ORIGINAL,
          null,
          THIRTY_DAYS,
          "all",
          "records that could not be handled, with cause");

  /** All of them, in the order of flow. */
  public static final List<Topic<?>> ALL =
      List.of(
          CAMERAS,
          MODES,
          HEALTH,
          ACTIVITY,
          FRAMES,
          RECORDINGS,
          CLIPS,
          KEYS,
          DETECTIONS,
          DECISIONS,
          ALERTS,
          PROGRESS,
          NOTIFICATIONS,
          FEEDBACK,
          POLICIES,
          HOLDS,
          RETENTION_REQUESTS,
          RETENTION_ANSWERS,
          RETENTION_STORED,
          DELETIONS,
          DELETION_RESULTS,
          EXPIRIES,
          ERASURES,
          SPACE,
          STOCK,
          PRESSURE,
          LEDGER_HEADS,
          DEAD_LETTERS);

  private static final Pattern PREFIX = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,99}");

  public Topics {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "topic prefix '" + prefix + "': expected letters, digits, '.', '_' or '-', at most 100");
    }
  }

  /** The name on the broker. */
  public String name(Topic<?> topic) {
    return prefix + "." + topic.name();
  }

  /** A consumer group, an application id or a transactional id under the prefix. */
  public String id(String name) {
    return prefix + "." + name;
  }
}
