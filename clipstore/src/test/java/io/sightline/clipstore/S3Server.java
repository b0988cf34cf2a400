package io.sightline.clipstore;

import io.sightline.clipstore.s3.S3Bucket;
import io.sightline.clipstore.s3.S3Settings;
import io.sightline.clipstore.s3.S3Settings.Credentials;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.blobstore.TransientApiMetadata;

/** A real S3-compatible server that keeps its objects in memory. */
public final class S3Server implements AutoCloseable {
  private static final int SMALLEST_PART = 5 << 20;

  private final BlobStoreContext context;
  private final S3Proxy server;
  private String bucket = "";

  private S3Server(BlobStoreContext context, S3Proxy server) {
    this.context = context;
    this.server = server;
  }

  public static S3Server start() throws Exception {
    return start(AuthenticationType.AWS_V4);
  }

  /** Takes anybody's requests, also those that passed through other hands. */
  public static S3Server startOpen() throws Exception {
    return start(AuthenticationType.NONE);
  }

  private static S3Server start(AuthenticationType authentication) throws Exception {
    BlobStoreContext context =
        ContextBuilder.newBuilder(new TransientApiMetadata())
            .credentials("user", "secret")
            .overrides(new Properties())
            .build(BlobStoreContext.class);
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(context.getBlobStore())
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(authentication, "user", "secret")
            .ignoreUnknownHeaders(true)
            .build();
    server.start();
    return new S3Server(context, server);
  }

  /** From now on the bucket is a new one. */
  public void newBucket() {
    bucket = "clips-" + UUID.randomUUID();
    context.getBlobStore().createContainerInLocation(null, bucket);
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  public S3Settings settings() {
    return settings(endpoint(), "secret", bucket);
  }

  /** The same bucket by way of another address. */
  public S3Settings settingsVia(URI address) {
    return settings(address, "secret", bucket);
  }

  static S3Settings settings(URI endpoint, String secret, String bucket) {
    return new S3Settings(
        endpoint,
        "us-east-1",
        bucket,
        "sightline/",
        new Credentials("user", secret),
        true,
        SMALLEST_PART,
        Duration.ofSeconds(2),
        3);
  }

  public S3Bucket bucket() throws IOException {
    return S3Bucket.open(settings());
  }

  @Override
  public void close() throws Exception {
    server.stop();
    context.close();
  }
}
