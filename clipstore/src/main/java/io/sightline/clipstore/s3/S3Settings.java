package io.sightline.clipstore.s3;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a bucket of any S3-compatible server.
 *
 * @param endpoint null: Amazon's for the region
 * @param prefix before every key; empty, or segments each with a slash behind
 * @param credentials null: found as Amazon's tools find them (environment, profile, role)
 * @param pathStyle bucket in the path, not in the host's name; most servers but Amazon's want it
 * @param partBytes objects longer than this are sent in parts of this size; 5 MiB at least
 * @param timeout for one attempt at one request
 * @param attempts tries at one request
 */
public record S3Settings(
    @Nullable URI endpoint,
    String region,
    String bucket,
    String prefix,
    @Nullable Credentials credentials,
    boolean pathStyle,
    int partBytes,
    Duration timeout,
    int attempts) {

  /** The key pair of a user of the bucket. */
  public record Credentials(String accessKey, String secretKey) {
    @Override
    public String toString() {
      return "Credentials[accessKey=" + accessKey + ", secretKey=***]";
    }
  }

  /** For people: where it is, without secrets. */
  public String address() {
    String at = endpoint == null ? region : endpoint.toString();
    return "s3://" + bucket + "/" + prefix + " at " + at;
  }
}
