package io.sightline.clipstore.s3;

import io.sightline.clipstore.s3.S3Settings.Credentials;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;

/** A real S3-compatible server, as a process of its own, whose buckets keep versions. */
public final class VersionedServer implements AutoCloseable {
  private static final String JAR = "s3mock-";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Process process;
  private final S3Settings nowhere;
  private S3Settings bucket;

  private VersionedServer(Process process, S3Settings nowhere) {
    this.process = process;
    this.nowhere = nowhere;
    this.bucket = nowhere;
  }

  /**
   * @param folder for its objects and its log
   */
  public static VersionedServer start(Path folder) throws Exception {
    int port = freePort();
    Path log = folder.resolve("server.log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dcom.adobe.testing.s3mock.httpPort=" + port,
                "-Dserver.port=0",
                "-Dcom.adobe.testing.s3mock.root=" + folder.resolve("objects"),
                "-jar",
                jar())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    VersionedServer server = new VersionedServer(process, settings(port, "none"));
    server.awaitReady(log);
    return server;
  }

  /** On the class path only so that Maven fetches it: nothing in it can be seen there. */
  private static String jar() {
    return Arrays.stream(
            System.getProperty("java.class.path").split(System.getProperty("path.separator"), -1))
        .filter(entry -> Path.of(entry).getFileName() != null)
        .filter(entry -> Path.of(entry).getFileName().toString().startsWith(JAR))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no " + JAR + "*.jar on the class path"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static S3Settings settings(int port, String bucket) {
    return new S3Settings(
        URI.create("http://127.0.0.1:" + port),
        "us-east-1",
        bucket,
        "sightline/",
        new Credentials("user", "secret"),
        true,
        5 << 20,
        Duration.ofSeconds(5),
        3);
  }

  private void awaitReady(Path log) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      try (S3Client client = S3Clients.create(nowhere)) {
        client.listBuckets();
        return;
      } catch (SdkException notYet) {
        Thread.sleep(200);
      }
    }
    throw new IOException("the server is not there:\n" + Files.readString(log));
  }

  /** From now on the bucket is a new one that keeps versions. */
  public void newBucket() {
    bucket = settings(nowhere.endpoint().getPort(), "clips-" + UUID.randomUUID());
    try (S3Client client = S3Clients.create(bucket)) {
      client.createBucket(r -> r.bucket(bucket.bucket()));
      client.putBucketVersioning(
          r ->
              r.bucket(bucket.bucket())
                  .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    }
  }

  public S3Bucket bucket() throws IOException {
    return S3Bucket.open(bucket);
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + nowhere.endpoint().getPort());
  }

  /** The same bucket by way of another address. */
  public S3Bucket bucketVia(URI address) throws IOException {
    return S3Bucket.open(settings(address.getPort(), bucket.bucket()));
  }

  /** Names and versions of all that is left, markers of deletions too. */
  public List<String> versions() {
    try (S3Client client = S3Clients.create(bucket)) {
      ListObjectVersionsResponse all = client.listObjectVersions(r -> r.bucket(bucket.bucket()));
      return Stream.concat(
              all.versions().stream().map(v -> v.key() + " " + v.versionId()),
              all.deleteMarkers().stream().map(m -> m.key() + " deleted " + m.versionId()))
          .toList();
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
