package io.sightline.clipstore.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;

/** An object on its way; a connection that is cut is told as such, and not as its end. */
final class S3Stream extends FilterInputStream {
  private final ResponseInputStream<?> answer;
  private final String key;
  private final S3Calls calls;
  private final long expected;
  private long received;

  S3Stream(
      ResponseInputStream<software.amazon.awssdk.services.s3.model.GetObjectResponse> answer,
      String key,
      S3Calls calls) {
    super(answer);
    this.answer = answer;
    this.key = key;
    this.calls = calls;
    this.expected = answer.response().contentLength();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count;
    try {
      count = super.read(bytes, offset, length);
    } catch (IOException e) {
      throw calls.failure("get", key, 0, cut(e.toString()), e);
    }
    if (count < 0 && received < expected) {
      throw calls.failure("get", key, cut("the connection ended"));
    }
    received += Math.max(0, count);
    return count;
  }

  private String cut(String how) {
    return "%s after %d of %d bytes".formatted(how, received, expected);
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = super.skip(count);
    received += skipped;
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Does not read what nobody wants. */
  @Override
  public void close() throws IOException {
    if (received < expected) {
      answer.abort();
    } else {
      super.close();
    }
  }
}
