package io.sightline.standalone.config;

import static java.util.Objects.requireNonNullElse;

import io.sightline.clipstore.s3.S3Settings;
import io.sightline.clipstore.s3.S3Settings.Credentials;
import io.sightline.runtime.HttpAddress;
import io.sightline.runtime.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A bucket as clip store. What is absent in the configuration arrives as null and becomes the
 * default.
 *
 * @param endpoint address of the server; null: Amazon's for the region
 * @param prefix before every key
 * @param accessKey null, with the secret: found as Amazon's tools find them
 * @param pathStyle bucket in the path of addresses, not in the host; default: where there is an
 *     endpoint
 * @param partMib longer objects are sent in parts of this size
 * @param timeout for one attempt at a request
 * @param attempts tries at a request
 * @param unsentGib what the bucket does not take waits on this host, so much at most
 * @param unsentRetry how often what waits is tried again
 */
public record S3Config(
    @Nullable URI endpoint,
    String region,
    String bucket,
    String prefix,
    @Nullable String accessKey,
    @Nullable Secret secretKey,
    Boolean pathStyle,
    Integer partMib,
    Duration timeout,
    Integer attempts,
    Integer unsentGib,
    Duration unsentRetry) {
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9_-][A-Za-z0-9._-]*/)*");
  private static final int SMALLEST_PART_MIB = 5;
  private static final int LARGEST_PART_MIB = 1024;
  private static final int MOST_ATTEMPTS = 20;
  private static final int MOST_UNSENT_GIB = 1 << 20;

  public S3Config {
    check(
        endpoint == null || HttpAddress.isHttp(endpoint),
        "endpoint",
        endpoint,
        "an http or https address");
    region = requireNonNullElse(region, "us-east-1");
    check(
        bucket != null && BUCKET.matcher(bucket).matches(),
        "bucket",
        bucket,
        "3 to 63 of a-z, 0-9, inner dots and hyphens");
    prefix = requireNonNullElse(prefix, "");
    check(
        PREFIX.matcher(prefix).matches(),
        "prefix",
        "'" + prefix + "'",
        "nothing, or segments of letters, digits, '.', '_', '-', each with a slash behind");
    check(
        (accessKey == null) == (secretKey == null),
        "access_key",
        accessKey,
        "together with secret_key, or neither");
    pathStyle = requireNonNullElse(pathStyle, endpoint != null);
    partMib =
        within("part_mib", requireNonNullElse(partMib, 8), SMALLEST_PART_MIB, LARGEST_PART_MIB);
    timeout = requireNonNullElse(timeout, Duration.ofSeconds(30));
    check(timeout.compareTo(Duration.ZERO) > 0, "timeout", timeout, "above 0");
    attempts = within("attempts", requireNonNullElse(attempts, 5), 1, MOST_ATTEMPTS);
    unsentGib = within("unsent_gib", requireNonNullElse(unsentGib, 10), 0, MOST_UNSENT_GIB);
    unsentRetry = requireNonNullElse(unsentRetry, Duration.ofSeconds(10));
    check(unsentRetry.compareTo(Duration.ZERO) > 0, "unsent_retry", unsentRetry, "above 0");
  }

  S3Settings settings() {
    return new S3Settings(
        endpoint,
        region,
        bucket,
        prefix,
        accessKey == null || secretKey == null
            ? null
            : new Credentials(accessKey, secretKey.value()),
        pathStyle,
        partMib << 20,
        timeout,
        attempts);
  }

  long unsentBytes() {
    return (long) unsentGib << 30;
  }

  private static Integer within(String key, Integer value, int least, int most) {
    check(value >= least && value <= most, key, value, least + " to " + most);
    return value;
  }

  private static void check(boolean good, String key, @Nullable Object value, String expected) {
    if (!good) {
      throw new IllegalArgumentException(key + " " + value + ": expected " + expected);
    }
  }
}
