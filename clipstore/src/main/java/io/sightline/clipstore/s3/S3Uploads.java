package io.sightline.clipstore.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** Sends files whole or in parts. An object shows only when all of it has arrived. */
final class S3Uploads {
  private final S3Client client;
  private final S3Settings settings;
  private final S3Calls calls;

  S3Uploads(S3Client client, S3Settings settings, S3Calls calls) {
    this.client = client;
    this.settings = settings;
    this.calls = calls;
  }

  /**
   * @param name key with the prefix
   * @param replaces ETag of what is there and may be replaced; null: nothing may be there
   */
  void send(String key, String name, Path file, @Nullable String replaces) throws IOException {
    long bytes = Files.size(file);
    if (bytes > settings.partBytes()) {
      inParts(key, name, file, bytes, replaces);
      return;
    }
    PutObjectRequest request =
        PutObjectRequest.builder()
            .bucket(settings.bucket())
            .key(name)
            .ifMatch(replaces)
            .ifNoneMatch(replaces == null ? "*" : null)
            .build();
    try {
      calls.make("upload", key, () -> client.putObject(request, RequestBody.fromFile(file)));
    } catch (S3Failure e) {
      requireArrived(key, name, bytes, e);
    }
  }

  private void inParts(String key, String name, Path file, long bytes, @Nullable String replaces)
      throws IOException {
    String upload =
        calls.make(
            "begin to upload",
            key,
            () ->
                client
                    .createMultipartUpload(r -> r.bucket(settings.bucket()).key(name))
                    .uploadId());
    try {
      List<CompletedPart> parts = new ArrayList<>();
      for (long from = 0; from < bytes; from += settings.partBytes()) {
        long length = Math.min(settings.partBytes(), bytes - from);
        parts.add(part(key, name, upload, parts.size() + 1, new Slice(file, from, length)));
      }
      complete(key, name, upload, parts, bytes, replaces);
    } catch (IOException e) {
      giveUp(name, upload, e);
      throw e;
    }
  }

  private CompletedPart part(String key, String name, String upload, int number, Slice slice)
      throws IOException {
    UploadPartRequest request =
        UploadPartRequest.builder()
            .bucket(settings.bucket())
            .key(name)
            .uploadId(upload)
            .partNumber(number)
            .contentLength(slice.length())
            .build();
    RequestBody body =
        RequestBody.fromContentProvider(slice::open, slice.length(), "application/octet-stream");
    try {
      String tag =
          calls
              .make("upload part " + number + " of", key, () -> client.uploadPart(request, body))
              .eTag();
      return CompletedPart.builder().partNumber(number).eTag(tag).build();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void complete(
      String key,
      String name,
      String upload,
      List<CompletedPart> parts,
      long bytes,
      @Nullable String replaces)
      throws IOException {
    CompleteMultipartUploadRequest request =
        CompleteMultipartUploadRequest.builder()
            .bucket(settings.bucket())
            .key(name)
            .uploadId(upload)
            .ifMatch(replaces)
            .ifNoneMatch(replaces == null ? "*" : null)
            .multipartUpload(m -> m.parts(parts))
            .build();
    try {
      calls.make("finish to upload", key, () -> client.completeMultipartUpload(request));
    } catch (S3Failure | NoSuchFileException e) {
      requireArrived(key, name, bytes, e);
    }
  }

  /**
   * The answer to a request that did its work may be lost; the next attempt is then refused since
   * the object is there, or since the upload is not there any more.
   */
  private void requireArrived(String key, String name, long bytes, IOException refusal)
      throws IOException {
    boolean maybe =
        refusal instanceof NoSuchFileException
            || (refusal instanceof S3Failure failure && failure.status() == 412);
    if (!maybe || !sameAsSent(key, name, bytes)) {
      throw refusal;
    }
  }

  private boolean sameAsSent(String key, String name, long bytes) throws IOException {
    try {
      return calls
              .make(
                  "head", key, () -> client.headObject(r -> r.bucket(settings.bucket()).key(name)))
              .contentLength()
          == bytes;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private void giveUp(String name, String upload, IOException why) {
    try {
      calls.make(
          "give up the upload of",
          name,
          () ->
              client.abortMultipartUpload(
                  r -> r.bucket(settings.bucket()).key(name).uploadId(upload)));
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }

  List<String> unfinished(String prefix, Instant before) throws IOException {
    return calls.make(
        "list uploads",
        prefix,
        () ->
            client
                .listMultipartUploadsPaginator(r -> r.bucket(settings.bucket()).prefix(prefix))
                .uploads()
                .stream()
                .filter(upload -> upload.initiated().isBefore(before))
                .map(MultipartUpload::key)
                .toList());
  }
}
