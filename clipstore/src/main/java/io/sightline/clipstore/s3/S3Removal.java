package io.sightline.clipstore.s3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Error;

/** Deletes objects; in a bucket that keeps versions, these too. */
final class S3Removal {
  /** What one request may hold. */
  private static final int MOST_KEYS = 1000;

  /** Somebody may switch versions on while this runs; to ask each time costs as much again. */
  private static final int DELETIONS_BETWEEN_QUESTIONS = 1000;

  private final S3Client client;
  private final S3Settings settings;
  private final S3Calls calls;
  private final AtomicInteger deletions = new AtomicInteger();
  private volatile boolean keepsVersions;

  S3Removal(S3Client client, S3Settings settings, S3Calls calls) {
    this.client = client;
    this.settings = settings;
    this.calls = calls;
  }

  /**
   * Names are keys with the prefix. What the server refuses stops no other; afterwards it is an
   * {@link S3Failure} that names the first.
   */
  void delete(String prefix, List<String> names, Set<String> keep) throws IOException {
    if (deletions.getAndIncrement() % DELETIONS_BETWEEN_QUESTIONS == 0) {
      keepsVersions = askForVersions();
    }
    List<ObjectIdentifier> targets = keepsVersions ? versions(prefix, keep) : plain(names);
    List<S3Error> refused = new ArrayList<>();
    for (int from = 0; from < targets.size(); from += MOST_KEYS) {
      refused.addAll(
          deleteBatch(targets.subList(from, Math.min(targets.size(), from + MOST_KEYS))));
    }
    if (!refused.isEmpty()) {
      throw refusal(refused, targets.size());
    }
  }

  private static List<ObjectIdentifier> plain(List<String> names) {
    return names.stream().map(name -> ObjectIdentifier.builder().key(name).build()).toList();
  }

  /** A server that does not know the question keeps none. */
  private boolean askForVersions() throws IOException {
    try {
      BucketVersioningStatus status =
          calls
              .make(
                  "ask for versions of",
                  settings.bucket(),
                  () -> client.getBucketVersioning(r -> r.bucket(settings.bucket())))
              .status();
      return status == BucketVersioningStatus.ENABLED || status == BucketVersioningStatus.SUSPENDED;
    } catch (S3Failure e) {
      if (e.status() == 501) {
        return false;
      }
      throw e;
    }
  }

  private List<ObjectIdentifier> versions(String prefix, Set<String> keep) throws IOException {
    return calls.make(
        "list versions",
        prefix,
        () -> {
          List<ObjectIdentifier> found = new ArrayList<>();
          for (ListObjectVersionsResponse page :
              client.listObjectVersionsPaginator(r -> r.bucket(settings.bucket()).prefix(prefix))) {
            page.versions().forEach(v -> found.add(identifier(v)));
            page.deleteMarkers().forEach(m -> found.add(identifier(m)));
          }
          found.removeIf(version -> keep.contains(version.key()));
          return found;
        });
  }

  private static ObjectIdentifier identifier(ObjectVersion version) {
    return ObjectIdentifier.builder().key(version.key()).versionId(version.versionId()).build();
  }

  private static ObjectIdentifier identifier(DeleteMarkerEntry marker) {
    return ObjectIdentifier.builder().key(marker.key()).versionId(marker.versionId()).build();
  }

  private List<S3Error> deleteBatch(List<ObjectIdentifier> batch) throws IOException {
    return calls
        .make(
            "delete",
            key(batch.get(0).key()),
            () ->
                client.deleteObjects(
                    r -> r.bucket(settings.bucket()).delete(d -> d.objects(batch).quiet(true))))
        .errors();
  }

  private S3Failure refusal(List<S3Error> refused, int targets) {
    S3Error first = refused.get(0);
    return calls.refusal(
        "delete",
        key(first.key()),
        "%s %s; %d of %d objects were refused: a lock, or a right that is missing"
            .formatted(first.code(), first.message(), refused.size(), targets));
  }

  private String key(String name) {
    return name.startsWith(settings.prefix()) ? name.substring(settings.prefix().length()) : name;
  }
}
