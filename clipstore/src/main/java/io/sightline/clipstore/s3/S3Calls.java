package io.sightline.clipstore.s3;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Makes calls, and tells failures as what they are. */
final class S3Calls {
  /** A call to the client, which throws what it throws. */
  interface Call<T> {
    T make();
  }

  private final S3Settings settings;

  S3Calls(S3Settings settings) {
    this.settings = settings;
  }

  /**
   * Throws {@link NoSuchFileException} where the object is not there, else {@link S3Failure}.
   *
   * @param what what is being done, for people
   */
  <T> T make(String what, String key, Call<T> call) throws IOException {
    try {
      return call.make();
    } catch (S3Exception e) {
      if (e.statusCode() == 404 && !"NoSuchBucket".equals(code(e))) {
        throw new NoSuchFileException(key);
      }
      throw failure(what, key, e.statusCode(), e.statusCode() + " " + code(e), e);
    } catch (SdkException e) {
      throw failure(what, key, 0, rootMessage(e), e);
    }
  }

  S3Failure failure(String what, String key, int status, String answer, Throwable cause) {
    return new S3Failure(message(what, key, answer), status, cause);
  }

  S3Failure failure(String what, String key, String answer) {
    return new S3Failure(message(what, key, answer), 0);
  }

  /** The server answered, and said no to some of what was asked. */
  S3Failure refusal(String what, String key, String answer) {
    return new S3Failure(
        "clip store %s: %s '%s': %s".formatted(settings.address(), what, key, answer),
        S3Failure.ANSWERED);
  }

  private String message(String what, String key, String answer) {
    return "clip store %s: %s '%s': %s; up to %d attempts of %d s each were made"
        .formatted(
            settings.address(),
            what,
            key,
            answer,
            settings.attempts(),
            settings.timeout().toSeconds());
  }

  private static String code(S3Exception e) {
    String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
    return code == null ? "" : code;
  }

  private static String rootMessage(Throwable e) {
    Throwable at = e;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    return at.getClass().getSimpleName() + ": " + at.getMessage();
  }
}
