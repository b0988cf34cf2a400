package io.sightline.clipstore.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Objects of a bucket under a prefix. Every failure is an {@link IOException} that says what, which
 * key and what the server answered; requests are tried again as the settings say.
 */
public final class S3Bucket implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(S3Bucket.class);
  private static final int FIRST_SERVER_ERROR = 500;

  private final S3Settings settings;
  private final S3Client client;
  private final S3Calls calls;
  private final S3Uploads uploads;
  private final S3Removal removal;

  private S3Bucket(S3Settings settings, S3Client client) {
    this.settings = settings;
    this.client = client;
    this.calls = new S3Calls(settings);
    this.uploads = new S3Uploads(client, settings, calls);
    this.removal = new S3Removal(client, settings, calls);
  }

  /**
   * As {@link #open}, but a server that does not answer, or only with an error of its own, may do
   * so later; until then each call fails. What a person has to put right still fails at once.
   */
  public static S3Bucket openPatiently(S3Settings settings) throws IOException {
    try {
      return open(settings);
    } catch (S3Failure e) {
      if (e.status() != 0 && e.status() < FIRST_SERVER_ERROR) {
        throw e;
      }
      LOG.warn("{}; going on, it is asked again with each call", e.getMessage());
      return new S3Bucket(settings, S3Clients.create(settings));
    }
  }

  /** Fails at once where the bucket cannot be reached or is not there. */
  public static S3Bucket open(S3Settings settings) throws IOException {
    S3Bucket bucket = new S3Bucket(settings, S3Clients.create(settings));
    try {
      bucket.calls.make(
          "find the bucket",
          settings.bucket(),
          () -> bucket.client.headBucket(r -> r.bucket(settings.bucket())));
      return bucket;
    } catch (NoSuchFileException e) {
      bucket.close();
      throw bucket.calls.failure(
          "find the bucket", settings.bucket(), 404, "404: there is none of that name", e);
    } catch (IOException e) {
      bucket.close();
      throw e;
    }
  }

  /** For people. */
  public String address() {
    return settings.address();
  }

  /** Replaces what is there. */
  public void put(String key, byte[] bytes) throws IOException {
    PutObjectRequest request =
        PutObjectRequest.builder().bucket(settings.bucket()).key(name(key)).build();
    calls.make("put", key, () -> client.putObject(request, RequestBody.fromBytes(bytes)));
  }

  /**
   * Sends a file, in parts where it is long. Replaces what is there, but not what somebody else
   * writes meanwhile: that is an {@link S3Failure} of status 412 (409 of some servers).
   */
  public void upload(String key, Path file) throws IOException {
    Optional<HeadObjectResponse> there = head(key);
    uploads.send(key, name(key), file, there.map(HeadObjectResponse::eTag).orElse(null));
  }

  /** From an offset to the end. */
  public InputStream open(String key, long offset) throws IOException {
    try {
      ResponseInputStream<GetObjectResponse> answer =
          calls.make(
              "get",
              key,
              () ->
                  client.getObject(
                      r -> r.bucket(settings.bucket()).key(name(key)).range(range(offset))));
      return new S3Stream(answer, key, calls);
    } catch (S3Failure e) {
      if (e.status() == 416) {
        return InputStream.nullInputStream(); // The offset is the end.
      }
      throw e;
    }
  }

  private static @Nullable String range(long offset) {
    return offset == 0 ? null : "bytes=" + offset + "-";
  }

  /** Size in bytes; empty if it is not there. */
  public Optional<Long> size(String key) throws IOException {
    return head(key).map(HeadObjectResponse::contentLength);
  }

  private Optional<HeadObjectResponse> head(String key) throws IOException {
    try {
      return Optional.of(
          calls.make(
              "head",
              key,
              () -> client.headObject(r -> r.bucket(settings.bucket()).key(name(key)))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * @param each takes key and size in bytes, in order of the keys
   */
  public void list(String prefix, BiConsumer<String, Long> each) throws IOException {
    calls.make(
        "list",
        prefix,
        () -> {
          client
              .listObjectsV2Paginator(r -> r.bucket(settings.bucket()).prefix(name(prefix)))
              .contents()
              .forEach(o -> each.accept(key(o.key()), o.size()));
          return true;
        });
  }

  /**
   * Deletes objects with all their versions, many in a request, and looks afterwards. What the
   * server keeps is an {@link S3Failure} that names the first and the count.
   *
   * @param prefix what lies below may go
   * @param keys what is there and is to go
   * @param keep what is to stay
   */
  public void delete(String prefix, List<String> keys, Set<String> keep) throws IOException {
    removal.delete(name(prefix), names(keys), Set.copyOf(names(keep)));
    for (String key : keys) {
      if (size(key).isPresent()) {
        throw calls.failure("delete", key, "the server says it is deleted, and still has it");
      }
    }
  }

  private List<String> names(Collection<String> keys) {
    return keys.stream().map(this::name).toList();
  }

  /**
   * Keys of uploads in parts that were begun before the time, and neither finished nor given up.
   */
  public List<String> unfinishedUploads(Instant before) throws IOException {
    return uploads.unfinished(settings.prefix(), before).stream().map(this::key).toList();
  }

  private String name(String key) {
    return settings.prefix() + key;
  }

  private String key(String name) {
    return name.substring(settings.prefix().length());
  }

  @Override
  public void close() {
    client.close();
  }
}
